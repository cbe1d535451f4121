// A scanner behind a serial port: USB CDC-ACM, a bridge chip, a real line.
#pragma once

#include "devices/scan_framing.hpp"
#include "devices/scanner_link.hpp"
#include "devices/serial_device.hpp"

#include <string>

namespace cccd_bridge::devices {

/// What is known of how a scanner was set up.
struct SerialSetup {
    SerialLine line;
    std::string prefix;
    std::string suffix;
};

/// Opens the port and reads scans from it. Errors: those of openSerialPort().
Result<std::unique_ptr<ScannerLink>> openSerialScanner(boost::asio::io_context& context, const std::string& path,
                                                       const SerialSetup& setup, LinkEvents events);

}  // namespace cccd_bridge::devices
