// Judges facts. Pure: the same facts give the same findings, on every system.
#pragma once

#include "doctor/facts.hpp"
#include "doctor/finding.hpp"

namespace cccd_bridge::doctor {

/// The name of the program in manifests and policies.
inline constexpr const char* hostName = "vn.cccdbridge.host";

/// A certificate that ends within this time is worth a note.
inline constexpr std::chrono::days expiryNotice{60};

/// A clock further ahead of the release than this is wrong.
inline constexpr std::chrono::years longestUse{15};

/// The program's own file, the clock, and the session it runs in.
void checkDesk(const Facts& facts, Findings& findings);

/// Whether one browser finds the program and may start it for the extension.
void checkBrowser(const BrowserFacts& browser, const Facts& facts, Findings& findings);

/// Whether the policies of one browser let program and extension be used.
void checkPolicies(const BrowserFacts& browser, const Facts& facts, Findings& findings);

/// The smart card service and its readers.
void checkCardService(const Facts& facts, Findings& findings);

void checkScanners(const ScannersFacts& scanners, Findings& findings);

void checkTrust(const TrustFacts& trust, const ClockFacts& clock, Findings& findings);

/// All of the above, in the order in which a person would put things right.
Findings examine(const Facts& facts);

}  // namespace cccd_bridge::doctor
