// Serial ports as the operating system has them; one serial_device_*.cpp a system.
#pragma once

#include "base/result.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/serial_port.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace cccd_bridge::devices {

/// A serial port that belongs to a USB device.
struct UsbSerialPort {
    std::string path;  ///< what openSerialPort() takes: /dev/ttyACM0
    std::uint16_t vendorId = 0;
    std::uint16_t productId = 0;
    std::string product;       ///< what the device says of itself, any bytes
    std::string serialNumber;  ///< likewise
    std::string place;         ///< where it is plugged in, and which interface: 1-2:1.0
};

/// How a port is set: eight data bits and one stop bit unless told.
struct SerialLine {
    enum class Parity { none, even, odd };
    unsigned baudRate = 9600;
    Parity parity = Parity::none;
    unsigned dataBits = 8;
    unsigned stopBits = 1;
    bool operator==(const SerialLine&) const = default;
};

/// The USB serial ports that are plugged in now; none of them is opened.
std::vector<UsbSerialPort> usbSerialPorts();

/// Calls back on the context's thread whenever a serial port comes or goes, as long as this lives.
class SerialPortWatch {
  public:
    SerialPortWatch(boost::asio::io_context& context, std::function<void()> changed);
    SerialPortWatch(const SerialPortWatch&) = delete;
    SerialPortWatch& operator=(const SerialPortWatch&) = delete;
    ~SerialPortWatch();

  private:
    struct Watch;
    std::shared_ptr<Watch> watch_;
};

/// Opens a port for this program alone, raw, with DTR and RTS set where there are such lines; what waited in it from
/// before is thrown away. Errors: ScannerAccessDenied, ScannerBusy, ScannerDisconnected.
Result<boost::asio::serial_port> openSerialPort(boost::asio::io_context& context, const std::string& path,
                                                const SerialLine& line);

/// Lets others have the port again, and closes it.
void closeSerialPort(boost::asio::serial_port& port);

/// Bytes that have arrived and were not read yet.
std::size_t bytesWaiting(boost::asio::serial_port& port);

}  // namespace cccd_bridge::devices
