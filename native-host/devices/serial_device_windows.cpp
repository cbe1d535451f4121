#include "devices/serial_device.hpp"

#include "base/utf16.hpp"
#include "devices/device_tree_windows.hpp"

#include <boost/asio/post.hpp>

#include <utility>

namespace cccd_bridge::devices {

namespace asio = boost::asio;

namespace {

// GUID_DEVINTERFACE_COMPORT
constexpr GUID serialPorts{0x86E0D1E0, 0x8089, 0x11D0, {0x9C, 0xE4, 0x08, 0x00, 0x3E, 0x30, 0x1F, 0x73}};

// A port that another program has is refused like one without right; on a desk it is the other program.
ErrorCode openError(DWORD number) {
    return number == ERROR_ACCESS_DENIED || number == ERROR_SHARING_VIOLATION ? ErrorCode::ScannerBusy
                                                                              : ErrorCode::ScannerDisconnected;
}

// What the driver must not interpret, and reads that give what is there as soon as there is something.
bool makeRaw(HANDLE handle, const SerialLine& line) {
    DCB settings{};
    settings.DCBlength = sizeof(settings);
    if (GetCommState(handle, &settings) == FALSE) return false;
    settings.BaudRate = line.baudRate;
    settings.ByteSize = static_cast<BYTE>(line.dataBits);
    settings.Parity = line.parity == SerialLine::Parity::even  ? EVENPARITY
                      : line.parity == SerialLine::Parity::odd ? ODDPARITY
                                                               : NOPARITY;
    settings.StopBits = line.stopBits == 2 ? TWOSTOPBITS : ONESTOPBIT;
    settings.fBinary = TRUE;
    settings.fParity = line.parity == SerialLine::Parity::none ? FALSE : TRUE;
    settings.fOutxCtsFlow = settings.fOutxDsrFlow = settings.fDsrSensitivity = FALSE;
    settings.fOutX = settings.fInX = settings.fErrorChar = settings.fNull = settings.fAbortOnError = FALSE;
    settings.fDtrControl = DTR_CONTROL_ENABLE;
    settings.fRtsControl = RTS_CONTROL_ENABLE;
    COMMTIMEOUTS timeouts{};
    timeouts.ReadIntervalTimeout = 1;
    return SetCommState(handle, &settings) != FALSE && SetCommTimeouts(handle, &timeouts) != FALSE &&
           PurgeComm(handle, PURGE_RXCLEAR) != FALSE;
}

}  // namespace

std::vector<UsbSerialPort> usbSerialPorts() {
    std::vector<UsbSerialPort> ports;
    for (DeviceNode& node : presentDevices(serialPorts)) {
        const auto ids = usbIdsOf(node.instance);
        if (!ids || node.portName.empty()) continue;
        ports.push_back({.path = std::move(node.portName),
                         .vendorId = ids->vendorId,
                         .productId = ids->productId,
                         .product = std::move(node.friendlyName),
                         .serialNumber = serialNumberOf(node.instance),
                         .place = std::move(node.instance)});
    }
    return ports;
}

struct SerialPortWatch::Watch {
    DeviceWatch devices;
};

SerialPortWatch::SerialPortWatch(asio::io_context& context, std::function<void()> changed)
    : watch_(new Watch{
          DeviceWatch(serialPorts, [&context, changed = std::move(changed)] { asio::post(context, changed); })}) {}

SerialPortWatch::~SerialPortWatch() = default;

Result<asio::serial_port> openSerialPort(asio::io_context& context, const std::string& path, const SerialLine& line) {
    // The prefix is what ports above COM9 need.
    const std::wstring name = L"\\\\.\\" + toUtf16(path);
    const HANDLE handle = CreateFileW(name.c_str(), GENERIC_READ | GENERIC_WRITE, 0, nullptr, OPEN_EXISTING,
                                      FILE_FLAG_OVERLAPPED, nullptr);
    if (handle == INVALID_HANDLE_VALUE)
        return fail(openError(GetLastError()), "CreateFile " + std::to_string(GetLastError()));
    boost::system::error_code problem;
    asio::serial_port port(context);
    port.assign(handle, problem);
    if (problem) {
        CloseHandle(handle);
        return fail(ErrorCode::ScannerDisconnected, "assign");
    }
    if (!makeRaw(handle, line)) return fail(ErrorCode::ScannerDisconnected, "settings");
    return port;
}

void closeSerialPort(asio::serial_port& port) {
    boost::system::error_code ignored;
    port.close(ignored);
}

std::size_t bytesWaiting(asio::serial_port& port) {
    COMSTAT status{};
    if (!port.is_open() || ClearCommError(port.native_handle(), nullptr, &status) == FALSE) return 0;
    return status.cbInQue;
}

}  // namespace cccd_bridge::devices
