// Scanners behind serial ports: USB ports by themselves, others when the administrator names them.
#pragma once

#include "devices/scanner_source.hpp"
#include "devices/serial_scanner.hpp"

namespace cccd_bridge::devices {

/// What an administrator says of one serial port, or of all ports of one USB device.
struct SerialSetting {
    std::string path;  ///< a port's path; empty: by vendor and product
    std::uint16_t vendorId = 0;
    std::uint16_t productId = 0;
    std::string name;
    SerialSetup setup;
};

class SerialSource final : public ScannerSource {
  public:
    /// `changed` is called on the context's thread when a port comes or goes.
    SerialSource(boost::asio::io_context& context, std::vector<SerialSetting> settings, std::function<void()> changed);

    /// Every serial port of a USB device, and those named by path whether they are there or not.
    std::vector<FoundScanner> find() override;

  private:
    FoundScanner describe(const UsbSerialPort& port);
    FoundScanner describe(const SerialSetting& setting);
    FoundScanner openable(ScannerInfo info, SerialSetup setup);

    boost::asio::io_context& context_;
    std::vector<SerialSetting> settings_;
    SerialPortWatch watch_;
};

}  // namespace cccd_bridge::devices
