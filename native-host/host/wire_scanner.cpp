#include "host/wire_scanner.hpp"

#include "cccd/qr_payload.hpp"
#include "cccd/scan_encoding.hpp"
#include "cccd/text.hpp"
#include "host/wire_qr.hpp"
#include "host/wire_text.hpp"

#include <array>
#include <cstdio>
#include <string>
#include <utility>

namespace cccd_bridge::host {

namespace {

constexpr std::size_t longestName = 128;
constexpr std::size_t longestSerial = 64;

std::string hexadecimal(std::uint16_t number) {
    std::array<char, 8> text{};
    std::snprintf(text.data(), text.size(), "%04x", unsigned{number});
    return text.data();
}

// By the code letter of ISO/IEC 15424.
std::string_view symbologyName(char letter) {
    switch (letter) {
        case 'Q':
            return "qr";
        case 'd':
            return "dataMatrix";
        case 'z':
            return "aztec";
        case 'L':
            return "pdf417";
        case 'C':
            return "code128";
        case 'A':
            return "code39";
        case 'E':
            return "ean";
        default:
            return "other";
    }
}

json::object toJson(const devices::ScannerInfo& scanner) {
    json::object object;
    object["id"] = scanner.id;
    object["name"] = shortened(scanner.name, longestName);
    object["kind"] = wireName(scanner.kind);
    object["state"] = wireName(scanner.state);
    object["automatic"] = scanner.automatic;
    if (scanner.error) object["error"] = errorText(*scanner.error).wireCode;
    if (scanner.vendorId) object["vendorId"] = hexadecimal(*scanner.vendorId);
    if (scanner.productId) object["productId"] = hexadecimal(*scanner.productId);
    if (!scanner.serialNumber.empty()) object["serialNumber"] = shortened(scanner.serialNumber, longestSerial);
    if (!scanner.port.empty()) object["port"] = shortened(scanner.port, longestName);
    if (!scanner.quirk.empty()) object["quirk"] = scanner.quirk;
    return object;
}

}  // namespace

json::object toJson(const std::vector<devices::ScannerInfo>& scanners) {
    json::array array;
    for (const devices::ScannerInfo& scanner : scanners) array.emplace_back(toJson(scanner));
    json::object object;
    object["scanners"] = std::move(array);
    return object;
}

Result<json::object> scannedToJson(const devices::ScannerInfo& scanner, const devices::RawScan& scan) {
    const cccd::DecodedScan decoded = cccd::decodeScan(scan.bytes);
    TRY(const cccd::QrPayload payload, cccd::parseQr(decoded.text));
    json::object object;
    object["scanner"] = scanner.id;
    object["kind"] = wireName(scanner.kind);
    object["text"] = cccd::toNfcLossy(decoded.text);
    object["encoding"] = wireName(decoded.encoding);
    object["damaged"] = decoded.damaged;
    if (scan.symbology) {
        const devices::AimIdentifier& aim = *scan.symbology;
        object["symbology"] = {{"aim", std::string_view(aim.data(), aim.size())}, {"name", symbologyName(aim[1])}};
    }
    object["parsed"] = toJson(payload);
    return object;
}

json::object rejectedToJson(const devices::ScannerInfo& scanner, const Error& error) {
    json::object object;
    object["scanner"] = scanner.id;
    object["error"] = errorText(error.code).wireCode;
    return object;
}

}  // namespace cccd_bridge::host
