#include "devices/device_tree_windows.hpp"

#include "base/utf16.hpp"

#include <setupapi.h>

#include <array>
#include <charconv>
#include <cstddef>

namespace cccd_bridge::devices {

namespace {

constexpr DWORD mostDevices = 64;
constexpr std::size_t longestText = 256;

struct DestroyDevices {
    void operator()(HDEVINFO devices) const { SetupDiDestroyDeviceInfoList(devices); }
};
using Devices = std::unique_ptr<void, DestroyDevices>;

std::wstring pathOf(HDEVINFO devices, SP_DEVICE_INTERFACE_DATA& interface, SP_DEVINFO_DATA& device) {
    DWORD size = 0;
    SetupDiGetDeviceInterfaceDetailW(devices, &interface, nullptr, 0, &size, nullptr);
    constexpr DWORD longest = 64 * 1024;
    if (size < sizeof(SP_DEVICE_INTERFACE_DETAIL_DATA_W) || size > longest) return {};
    // The API's structure ends in a text of any length.
    std::vector<std::max_align_t> memory(size / sizeof(std::max_align_t) + 1);
    auto* detail = reinterpret_cast<SP_DEVICE_INTERFACE_DETAIL_DATA_W*>(memory.data());
    detail->cbSize = sizeof(*detail);
    if (SetupDiGetDeviceInterfaceDetailW(devices, &interface, detail, size, nullptr, &device) == FALSE) return {};
    return detail->DevicePath;
}

std::string instanceOf(HDEVINFO devices, SP_DEVINFO_DATA& device) {
    std::array<wchar_t, longestText> text{};
    const auto size = static_cast<DWORD>(text.size());
    if (SetupDiGetDeviceInstanceIdW(devices, &device, text.data(), size, nullptr) == FALSE) return {};
    return toUtf8(text.data());
}

std::string friendlyNameOf(HDEVINFO devices, SP_DEVINFO_DATA& device) {
    std::array<wchar_t, longestText> text{};
    const auto size = static_cast<DWORD>(sizeof(text) - sizeof(wchar_t));
    for (const DWORD property : {DWORD{SPDRP_FRIENDLYNAME}, DWORD{SPDRP_DEVICEDESC}})
        if (SetupDiGetDeviceRegistryPropertyW(devices, &device, property, nullptr, reinterpret_cast<BYTE*>(text.data()),
                                              size, nullptr) != FALSE)
            return toUtf8(text.data());
    return {};
}

std::string portNameOf(HDEVINFO devices, SP_DEVINFO_DATA& device) {
    const HKEY key = SetupDiOpenDevRegKey(devices, &device, DICS_FLAG_GLOBAL, 0, DIREG_DEV, KEY_QUERY_VALUE);
    if (key == INVALID_HANDLE_VALUE) return {};
    std::array<wchar_t, longestText> text{};
    DWORD size = sizeof(text) - sizeof(wchar_t);
    const LSTATUS status = RegGetValueW(key, nullptr, L"PortName", RRF_RT_REG_SZ, nullptr, text.data(), &size);
    RegCloseKey(key);
    return status == ERROR_SUCCESS ? toUtf8(text.data()) : std::string();
}

std::optional<std::uint16_t> numberAfter(std::string_view text, std::string_view mark) {
    constexpr std::size_t digits = 4;
    const std::size_t at = text.find(mark);
    if (at == std::string_view::npos || text.size() < at + mark.size() + digits) return std::nullopt;
    const char* begin = text.data() + at + mark.size();
    std::uint16_t value = 0;
    const auto [end, problem] = std::from_chars(begin, begin + digits, value, 16);
    if (problem != std::errc() || end != begin + digits) return std::nullopt;
    return value;
}

}  // namespace

std::vector<DeviceNode> presentDevices(const GUID& interfaceClass) {
    std::vector<DeviceNode> nodes;
    const HDEVINFO opened =
        SetupDiGetClassDevsW(&interfaceClass, nullptr, nullptr, DIGCF_PRESENT | DIGCF_DEVICEINTERFACE);
    if (opened == INVALID_HANDLE_VALUE) return nodes;
    const Devices devices(opened);
    for (DWORD at = 0; at < mostDevices; ++at) {
        SP_DEVICE_INTERFACE_DATA interface{};
        interface.cbSize = sizeof(interface);
        if (SetupDiEnumDeviceInterfaces(opened, nullptr, &interfaceClass, at, &interface) == FALSE) break;
        SP_DEVINFO_DATA device{};
        device.cbSize = sizeof(device);
        std::wstring path = pathOf(opened, interface, device);
        if (path.empty()) continue;
        nodes.push_back({.path = std::move(path),
                         .instance = instanceOf(opened, device),
                         .friendlyName = friendlyNameOf(opened, device),
                         .portName = portNameOf(opened, device)});
    }
    return nodes;
}

std::optional<UsbIds> usbIdsOf(std::string_view instance) {
    const auto vendor = numberAfter(instance, "VID_");
    const auto product = numberAfter(instance, "PID_");
    if (!vendor || !product) return std::nullopt;
    return UsbIds{.vendorId = *vendor, .productId = *product};
}

std::string serialNumberOf(std::string_view instance) {
    const std::size_t last = instance.rfind('\\');
    if (last == std::string_view::npos) return {};
    const std::string_view part = instance.substr(last + 1);
    return part.find('&') == std::string_view::npos ? std::string(part) : std::string();
}

}  // namespace cccd_bridge::devices
