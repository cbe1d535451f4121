#include "host/scanner_settings.hpp"

#include "host/params.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <system_error>

namespace cccd_bridge::host {

namespace {

constexpr std::uintmax_t longestFile = 65536;
constexpr std::size_t parseMemory = std::size_t{1024} * 1024;
constexpr std::size_t mostPorts = 16;
constexpr std::size_t longestPath = 120;
constexpr std::size_t longestName = 64;
constexpr std::size_t longestAffix = 16;
constexpr std::int64_t slowest = 50;
constexpr std::int64_t fastest = 921'600;

bool isPrintable(std::string_view text) {
    return std::ranges::all_of(text, [](char letter) { return letter >= ' ' && letter <= '~'; });
}

// VVVV:PPPP
bool readUsbId(std::string_view text, devices::SerialSetting& setting) {
    const auto read = [](std::string_view digits, std::uint16_t& value) {
        const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
        return problem == std::errc() && end == digits.data() + digits.size();
    };
    return text.size() == 9 && text[4] == ':' && read(text.substr(0, 4), setting.vendorId) &&
           read(text.substr(5), setting.productId);
}

void readLine(ParamReader& reader, devices::SerialLine& line) {
    line.baudRate = static_cast<unsigned>(reader.integer("baudRate", slowest, fastest).value_or(line.baudRate));
    line.dataBits = static_cast<unsigned>(reader.integer("dataBits", 7, 8).value_or(line.dataBits));
    line.stopBits = static_cast<unsigned>(reader.integer("stopBits", 1, 2).value_or(line.stopBits));
    const std::string parity = reader.text("parity", 4).value_or("none");
    if (parity == "even")
        line.parity = devices::SerialLine::Parity::even;
    else if (parity == "odd")
        line.parity = devices::SerialLine::Parity::odd;
    else if (parity != "none")
        reader.refuse("parity");
}

Result<devices::SerialSetting> readSetting(const json::object& object) {
    ParamReader reader(object);
    devices::SerialSetting setting;
    setting.path = reader.text("path", longestPath).value_or("");
    const std::string usb = reader.text("usb", 9).value_or("");
    setting.name = reader.text("name", longestName).value_or("");
    setting.setup.prefix = reader.text("prefix", longestAffix).value_or("");
    setting.setup.suffix = reader.text("suffix", longestAffix).value_or("");
    readLine(reader, setting.setup.line);
    if (setting.path.empty() == usb.empty()) reader.refuse("path or usb");
    if (!usb.empty() && !readUsbId(usb, setting)) reader.refuse("usb");
    if (!isPrintable(setting.path)) reader.refuse("path");
    TRY_VOID(reader.finish());
    return setting;
}

}  // namespace

Result<std::vector<devices::SerialSetting>> parseScannerSettings(std::string_view text) {
    const auto invalid = [](std::string why) { return fail(ErrorCode::ScannerSettingsInvalid, std::move(why)); };
    const auto document = parseJson(text, parseMemory);
    if (!document || !document->is_object()) return invalid("not a JSON object");
    ParamReader reader(document->get_object());
    const json::array* ports = reader.array("serialPorts", mostPorts);
    if (const auto read = reader.finish(); !read) return invalid(read.error().detail);
    std::vector<devices::SerialSetting> settings;
    if (ports == nullptr) return settings;
    for (const json::value& port : *ports) {
        if (!port.is_object()) return invalid("serialPorts");
        auto setting = readSetting(port.get_object());
        if (!setting) return invalid(setting.error().detail);
        settings.push_back(std::move(*setting));
    }
    return settings;
}

Result<std::vector<devices::SerialSetting>> readScannerSettings(const std::filesystem::path& configDirectory) {
    const std::filesystem::path path = configDirectory / "scanners.json";
    std::error_code failure;
    const auto size = std::filesystem::file_size(path, failure);
    if (failure == std::errc::no_such_file_or_directory) return std::vector<devices::SerialSetting>();
    std::ifstream file;
    if (!failure && size <= longestFile) file.open(path, std::ios::binary);
    if (!file.is_open()) return fail(ErrorCode::ScannerSettingsInvalid, "file");
    return parseScannerSettings(std::string{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()});
}

}  // namespace cccd_bridge::host
