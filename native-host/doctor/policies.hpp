// Policies of browsers, as their administrators write them.
#pragma once

#include "base/result.hpp"
#include "doctor/facts.hpp"

#include <string_view>

namespace cccd_bridge::doctor {

/// Takes over what one JSON file of the Chromium family says; a policy that was there before is replaced, since the
/// last file in the order of names counts. Errors: as parseJson; ProtocolInvalidRequest when it is no object.
Result<void> readChromiumPolicies(std::string_view text, PolicyFacts& policies);

/// Takes over what a policies.json of Firefox says. Errors: as parseJson; ProtocolInvalidRequest without "policies".
Result<void> readFirefoxPolicies(std::string_view text, PolicyFacts& policies);

}  // namespace cccd_bridge::doctor
