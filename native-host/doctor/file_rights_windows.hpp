// Security descriptors of files, apart from the files (Windows only).
#pragma once

#include <windows.h>

namespace cccd_bridge::doctor {

/// Whether somebody who is no administrator owns what the descriptor protects, or may change it. By what is granted
/// alone; entries that deny are not weighed. `keeper` may do what he likes; null: nobody besides administrators.
bool letsOthersChange(PSECURITY_DESCRIPTOR descriptor, PSID keeper);

}  // namespace cccd_bridge::doctor
