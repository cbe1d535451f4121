#include "devices/serial_device.hpp"

#include "devices/udev.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <boost/asio/posix/stream_descriptor.hpp>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <optional>
#include <string_view>

namespace cccd_bridge::devices {

namespace asio = boost::asio;

namespace {

constexpr const char* subsystem = "tty";
constexpr std::size_t mostPorts = 64;

std::optional<std::uint16_t> hexadecimal(std::string_view text) {
    std::uint16_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
    if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::optional<UsbSerialPort> describe(udev_device* tty) {
    const char* node = udev_device_get_devnode(tty);
    udev_device* usb = udev_device_get_parent_with_subsystem_devtype(tty, "usb", "usb_device");
    udev_device* interface = udev_device_get_parent_with_subsystem_devtype(tty, "usb", "usb_interface");
    const auto vendor = hexadecimal(udevAttribute(usb, "idVendor"));
    const auto product = hexadecimal(udevAttribute(usb, "idProduct"));
    if (node == nullptr || !vendor || !product) return std::nullopt;
    UsbSerialPort port;
    port.path = node;
    port.vendorId = *vendor;
    port.productId = *product;
    port.product = udevAttribute(usb, "product");
    port.serialNumber = udevAttribute(usb, "serial");
    port.place = udev_device_get_sysname(interface == nullptr ? usb : interface);
    return port;
}

ErrorCode openError(int number) {
    if (number == EACCES || number == EPERM) return ErrorCode::ScannerAccessDenied;
    return number == EBUSY ? ErrorCode::ScannerBusy : ErrorCode::ScannerDisconnected;
}

// What asio sets by itself when it opens a port, and what a scanner's bytes need: nothing is interpreted.
bool makeRaw(int descriptor) {
    termios settings{};
    if (tcgetattr(descriptor, &settings) != 0) return false;
    cfmakeraw(&settings);
    settings.c_cflag |= CREAD | CLOCAL;
    return tcsetattr(descriptor, TCSANOW, &settings) == 0 && tcflush(descriptor, TCIFLUSH) == 0;
}

bool applyLine(asio::serial_port& port, const SerialLine& line) {
    using Port = asio::serial_port_base;
    const auto parity = line.parity == SerialLine::Parity::even  ? Port::parity::even
                        : line.parity == SerialLine::Parity::odd ? Port::parity::odd
                                                                 : Port::parity::none;
    const auto stop = line.stopBits == 2 ? Port::stop_bits::two : Port::stop_bits::one;
    boost::system::error_code problem;
    port.set_option(Port::baud_rate(line.baudRate), problem);
    if (!problem) port.set_option(Port::parity(parity), problem);
    if (!problem) port.set_option(Port::stop_bits(stop), problem);
    if (!problem) port.set_option(Port::character_size(line.dataBits), problem);
    if (!problem) port.set_option(Port::flow_control(Port::flow_control::none), problem);
    return !problem;
}

}  // namespace

std::vector<UsbSerialPort> usbSerialPorts() {
    std::vector<UsbSerialPort> ports;
    const Udev context(udev_new());
    const UdevEnumerate list(context ? udev_enumerate_new(context.get()) : nullptr);
    if (!list) return ports;
    udev_enumerate_add_match_subsystem(list.get(), subsystem);
    udev_enumerate_scan_devices(list.get());
    for (udev_list_entry* entry = udev_enumerate_get_list_entry(list.get());
         entry != nullptr && ports.size() < mostPorts; entry = udev_list_entry_get_next(entry)) {
        const UdevDevice device(udev_device_new_from_syspath(context.get(), udev_list_entry_get_name(entry)));
        if (!device) continue;
        if (auto port = describe(device.get())) ports.push_back(std::move(*port));
    }
    return ports;
}

struct SerialPortWatch::Watch : std::enable_shared_from_this<Watch> {
    Watch(asio::io_context& context, std::function<void()> call)
        : changed(std::move(call)), library(udev_new()), descriptor(context) {}

    void start() {
        if (!library) return;
        monitor.reset(udev_monitor_new_from_netlink(library.get(), "udev"));
        if (!monitor) return;
        udev_monitor_filter_add_match_subsystem_devtype(monitor.get(), subsystem, nullptr);
        if (udev_monitor_enable_receiving(monitor.get()) < 0) return;
        descriptor.assign(udev_monitor_get_fd(monitor.get()));
        wait();
    }

    void wait() {
        descriptor.async_wait(asio::posix::stream_descriptor::wait_read,
                              [self = weak_from_this()](const boost::system::error_code& problem) {
                                  const auto watch = self.lock();
                                  if (problem || !watch) return;
                                  const UdevDevice device(udev_monitor_receive_device(watch->monitor.get()));
                                  watch->changed();
                                  watch->wait();
                              });
    }

    // The monitor closes its descriptor itself.
    ~Watch() {
        if (descriptor.is_open()) descriptor.release();
    }

    std::function<void()> changed;
    Udev library;
    UdevMonitor monitor;
    asio::posix::stream_descriptor descriptor;
};

SerialPortWatch::SerialPortWatch(asio::io_context& context, std::function<void()> changed)
    : watch_(std::make_shared<Watch>(context, std::move(changed))) {
    watch_->start();
}

SerialPortWatch::~SerialPortWatch() = default;

Result<asio::serial_port> openSerialPort(asio::io_context& context, const std::string& path, const SerialLine& line) {
    const int descriptor = open(path.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0) return fail(openError(errno), "open " + std::to_string(errno));
    boost::system::error_code problem;
    asio::serial_port port(context);
    port.assign(descriptor, problem);
    if (problem) {
        close(descriptor);
        return fail(ErrorCode::ScannerDisconnected, "assign");
    }
    // root may open what TIOCEXCL forbids, so the lock says it once more.
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) return fail(ErrorCode::ScannerBusy, "flock");
    if (!makeRaw(descriptor) || !applyLine(port, line)) return fail(ErrorCode::ScannerDisconnected, "settings");
    // Neither is there on every kind of port.
    ioctl(descriptor, TIOCEXCL);
    const int lines = TIOCM_DTR | TIOCM_RTS;
    ioctl(descriptor, TIOCMBIS, &lines);
    return port;
}

void closeSerialPort(asio::serial_port& port) {
    if (!port.is_open()) return;
    ioctl(port.native_handle(), TIOCNXCL);
    boost::system::error_code ignored;
    port.close(ignored);
}

std::size_t bytesWaiting(asio::serial_port& port) {
    int count = 0;
    if (!port.is_open() || ioctl(port.native_handle(), FIONREAD, &count) != 0 || count < 0) return 0;
    return static_cast<std::size_t>(count);
}

}  // namespace cccd_bridge::devices
