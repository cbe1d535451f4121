// Looks at the system; one set of probe files a system. What only the running program knows (readers, scanners,
// certificates) is given by whoever asks.
#pragma once

#include "doctor/facts.hpp"
#include "doctor/places.hpp"

#include <string>

namespace cccd_bridge::doctor {

/// Every browser that the program knows of, on this machine or not.
std::vector<BrowserFacts> lookAtBrowsers(const Places& places);

/// Why the smart card service cannot be used; to be asked when it could not.
ServiceState lookAtService(const Places& places);

/// Whether the common driver of USB readers is missing.
bool isReaderDriverMissing(const Places& places);

/// Where a scanner is: a serial port's path, or the socket that a USB device is plugged into ("1-2.4").
struct ScannerPlace {
    std::string port{};
    std::string usb{};
};

/// Whether this user could open a scanner, without opening it; `usable` where only an attempt would tell.
ScannerAccess lookAtScanner(const Places& places, const ScannerPlace& place);

/// How this session came here and what it runs in.
SessionFacts lookAtSession(const Places& places);

/// Whether the user is the system's administrator.
bool isAdministrator();

}  // namespace cccd_bridge::doctor
