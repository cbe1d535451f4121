// EF.SOD: a CMS SignedData over the hashes of the data groups (9303-10 §4.6.2, RFC 5652).
#pragma once

#include "virtual-card/card_description.hpp"

#include <map>

namespace virtual_card {

/// The whole file, tag 77 included. Throws CardFileError when key and certificate can't be used.
Bytes buildSecurityObject(const std::map<int, Bytes>& dataGroups, const SecurityObjectOptions& options);

}  // namespace virtual_card
