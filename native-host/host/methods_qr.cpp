// qr.parse, qr.decode, citizen.compare
#include "cccd/compare.hpp"
#include "cccd/qr_payload.hpp"
#include "host/application.hpp"
#include "host/methods.hpp"
#include "host/params.hpp"
#include "host/picture_helper.hpp"
#include "host/wire_citizen.hpp"
#include "host/wire_qr.hpp"
#include "imaging/qr_image.hpp"

#include <limits>
#include <memory>
#include <utility>

namespace cccd_bridge::host {

namespace {

json::object symbolsToJson(const Symbols& symbols) {
    json::array array;
    for (const imaging::Symbol& symbol : symbols) {
        json::array corners;
        for (const imaging::Point& corner : symbol.corners)
            corners.emplace_back(json::object{{"x", corner.x}, {"y", corner.y}});
        json::object object;
        object["text"] = symbol.text;
        object["format"] = symbol.format;
        object["corners"] = std::move(corners);
        array.emplace_back(std::move(object));
    }
    json::object result;
    result["symbols"] = std::move(array);
    return result;
}

Result<Picture> readPictureParams(const json::object& params) {
    ParamReader reader(params);
    Picture picture;
    const bool isFile = reader.has("image");
    const std::string text = reader.requiredText(isFile ? "image" : "luma", std::numeric_limits<std::size_t>::max());
    if (!isFile) {
        picture.width = static_cast<int>(reader.requiredInteger("width", 1, imaging::maxImageSide));
        picture.height = static_cast<int>(reader.requiredInteger("height", 1, imaging::maxImageSide));
    }
    TRY_VOID(reader.finish());
    TRY(picture.bytes, decodeBase64(text));
    if (picture.bytes.size() > imaging::maxImageFileBytes) return fail(ErrorCode::ImageTooLarge, "bytes");
    return picture;
}

Result<json::object> decode(const Picture& picture, const std::stop_token& stop) {
    if (stop.stop_requested()) return fail(ErrorCode::OperationCancelled);
    TRY(const Symbols symbols, findSymbolsApart(picture, stop));
    return symbolsToJson(symbols);
}

Result<json::object> tryParse(const json::object& params) {
    ParamReader reader(params);
    const std::string text = reader.requiredText("text", cccd::maxQrBytes);
    TRY_VOID(reader.finish());
    TRY(const cccd::QrPayload payload, cccd::parseQr(text));
    return toJson(payload);
}

Result<json::object> tryCompare(const json::object& params) {
    ParamReader reader(params);
    const json::object* left = reader.object("left");
    const json::object* right = reader.object("right");
    TRY_VOID(reader.finish());
    if (left == nullptr || right == nullptr) return fail(ErrorCode::ProtocolInvalidParams, "left or right missing");
    TRY(const cccd::Citizen leftCitizen, citizenFromJson(*left));
    TRY(const cccd::Citizen rightCitizen, citizenFromJson(*right));
    const cccd::CitizenComparison comparison = cccd::compareCitizens(leftCitizen, rightCitizen);
    json::array differences;
    for (const cccd::Difference& difference : comparison.differences) {
        json::object item;
        item["field"] = cccd::wireName(difference.field);
        item["severity"] = cccd::wireName(difference.severity);
        item["reason"] = cccd::wireName(difference.reason);
        differences.emplace_back(std::move(item));
    }
    json::object result;
    result["samePerson"] = cccd::wireName(comparison.samePerson);
    result["differences"] = std::move(differences);
    return result;
}

}  // namespace

// Linear in at most 64 KiB: done where it arrives, so that a scan waits for no picture.
void parseQrMethod(Application&, const RequestPointer& request, const json::object& params) {
    request->answer(tryParse(params));
}

void decodeQrMethod(Application& application, const RequestPointer& request, const json::object& params) {
    if (!imaging::canFindSymbols()) return request->fail(fail(ErrorCode::ProtocolMethodUnknown, "no decoder").error());
    auto picture = readPictureParams(params);
    if (!picture) return request->fail(picture.error());
    application.pictureWorker().post([request, picture = std::make_shared<const Picture>(std::move(*picture))] {
        request->answer(decode(*picture, request->stopToken()));
    });
}

void compareCitizensMethod(Application&, const RequestPointer& request, const json::object& params) {
    request->answer(tryCompare(params));
}

}  // namespace cccd_bridge::host
