#include "devices/serial_source.hpp"

#include <algorithm>
#include <utility>

namespace cccd_bridge::devices {

SerialSource::SerialSource(boost::asio::io_context& context, std::vector<SerialSetting> settings,
                           std::function<void()> changed)
    : context_(context), settings_(std::move(settings)), watch_(context, std::move(changed)) {}

FoundScanner SerialSource::openable(ScannerInfo info, SerialSetup setup) {
    info.kind = ScannerKind::serial;
    const std::string path = info.port;
    return {.info = std::move(info),
            .open = [this, path, setup = std::move(setup)](const OpenOptions& options, LinkEvents events) {
                SerialSetup chosen = setup;
                chosen.line.baudRate = options.baudRate.value_or(chosen.line.baudRate);
                return openSerialScanner(context_, path, chosen, std::move(events));
            }};
}

FoundScanner SerialSource::describe(const UsbSerialPort& port) {
    const ScannerQuirk* quirk = findScannerQuirk(port.vendorId);
    const auto setting = std::ranges::find_if(settings_, [&](const SerialSetting& one) {
        return one.path.empty() && one.vendorId == port.vendorId && one.productId == port.productId;
    });
    const bool named = setting != settings_.end();
    SerialSetup setup;
    if (quirk != nullptr) setup.line.baudRate = quirk->baudRate;
    if (named) setup = setting->setup;
    ScannerInfo info;
    info.id = scannerId("serial", port.place, port.vendorId, port.productId);
    info.name = named && !setting->name.empty() ? setting->name : scannerName(quirk, port.product, port.path);
    info.automatic = named || (quirk != nullptr && quirk->serial);
    info.vendorId = port.vendorId;
    info.productId = port.productId;
    info.serialNumber = port.serialNumber;
    info.port = port.path;
    if (quirk != nullptr) info.quirk = quirk->id;
    return openable(std::move(info), std::move(setup));
}

FoundScanner SerialSource::describe(const SerialSetting& setting) {
    ScannerInfo info;
    info.id = "port:" + setting.path;
    info.name = setting.name.empty() ? setting.path : setting.name;
    info.automatic = true;
    info.port = setting.path;
    return openable(std::move(info), setting.setup);
}

std::vector<FoundScanner> SerialSource::find() {
    std::vector<FoundScanner> found;
    const auto byPath = [&](const std::string& path) {
        return std::ranges::any_of(settings_, [&](const SerialSetting& one) { return one.path == path; });
    };
    for (const UsbSerialPort& port : usbSerialPorts())
        if (!byPath(port.path)) found.push_back(describe(port));
    for (const SerialSetting& setting : settings_)
        if (!setting.path.empty()) found.push_back(describe(setting));
    return found;
}

}  // namespace cccd_bridge::devices
