// What the doctor judges: the system's facts by probes, the program's own from its services.
#pragma once

#include "doctor/facts.hpp"
#include "host/application.hpp"

#include <functional>
#include <vector>

namespace cccd_bridge::host {

using ScannerList = Result<std::vector<devices::ScannerInfo>>;

/// A desk as it is now.
struct Desk {
    devices::ReaderSnapshot readers;
    ScannerList scanners;
    doctor::Facts facts;
};

/// Gathers everything and hands it over on the application's worker. Readers and scanners are listed, none is opened.
void examineDesk(Application& application, std::function<void(const Desk&)> then);

}  // namespace cccd_bridge::host
