// session.start, host.status, reader.list, operation.cancel, blob.read
#include "host/application.hpp"
#include "host/methods.hpp"
#include "host/params.hpp"
#include "host/version.hpp"
#include "host/wire_verdicts.hpp"
#include "imaging/qr_image.hpp"

#include <limits>
#include <optional>

namespace cccd_bridge::host {

namespace {

constexpr std::int64_t largestInteger = std::numeric_limits<std::int32_t>::max();
constexpr std::size_t maximumHandle = 64;

json::array capabilities() {
    json::array all{"photo.jpeg",
                    "photo.jpeg2000",
                    "card.activeAuthentication",
                    "card.chipAuthentication",
                    "document.inspect",
                    "evidence.verify",
                    "scanner.hidPos",
                    "scanner.serial"};
    if (imaging::canFindSymbols()) all.insert(all.begin(), "qr.decode");
    return all;
}

json::object identity() {
    json::object object;
    object["protocol"] = protocolVersion;
    object["version"] = programVersion;
    object["capabilities"] = capabilities();
    return object;
}

// Major.minor.patch, digits only.
bool isVersion(std::string_view text) {
    int parts = 1;
    bool digits = false;
    for (const char letter : text) {
        if (letter == '.' && digits) {
            ++parts;
            digits = false;
        } else if (letter >= '0' && letter <= '9') {
            digits = true;
        } else {
            return false;
        }
    }
    return parts == 3 && digits;
}

Result<SessionSettings> readSettings(const json::object* options) {
    SessionSettings settings;
    if (options == nullptr) return settings;
    ParamReader reader(*options);
    settings.transmitTimeout = std::chrono::milliseconds(
        reader.integer("transmitTimeoutMs", 100, 120'000).value_or(settings.transmitTimeout.count()));
    settings.readTimeout =
        std::chrono::milliseconds(reader.integer("readTimeoutMs", 500, 600'000).value_or(settings.readTimeout.count()));
    settings.channelOpen =
        std::chrono::milliseconds(reader.integer("channelOpenMs", 0, 300'000).value_or(settings.channelOpen.count()));
    settings.allowBac = reader.boolean("allowBac").value_or(settings.allowBac);
    settings.allowPhoto = reader.boolean("allowPhoto").value_or(settings.allowPhoto);
    const std::string weak = reader.text("weakAlgorithms", 16).value_or("accept");
    if (weak == "refuse")
        settings.weakAlgorithms = emrtd::WeakAlgorithms::Refuse;
    else if (weak != "accept")
        reader.refuse("weakAlgorithms");
    TRY_VOID(reader.finish());
    return settings;
}

Result<json::object> tryStartSession(Application& application, const json::object& params) {
    ParamReader reader(params);
    const auto protocol = reader.requiredInteger("protocol", 1, largestInteger);
    const std::string version = reader.requiredText("extensionVersion", 64);
    const json::object* options = reader.object("options");
    if (!isVersion(version)) reader.refuse("extensionVersion");
    TRY_VOID(reader.finish());
    TRY(const SessionSettings settings, readSettings(options));
    if (application.sessionStarted()) return fail(ErrorCode::ProtocolInvalidRequest, "started already");
    if (protocol != protocolVersion) return fail(ErrorCode::ProtocolVersionUnsupported);
    application.startSession(settings);
    return identity();
}

Result<void> expectNothing(const json::object& params) { return ParamReader(params).finish(); }

void answerFromReaders(Application& application, const RequestPointer& request, const json::object& params,
                       json::object (*build)(Application&, const devices::ReaderSnapshot&)) {
    if (const auto nothing = expectNothing(params); !nothing) return request->fail(nothing.error());
    application.whenReadersAreKnown([&application, request, build](const devices::ReaderSnapshot& readers) {
        request->succeed(build(application, readers));
    });
}

json::object buildStatus(Application& application, const devices::ReaderSnapshot& snapshot) {
    json::object status = identity();
    for (auto& [key, value] : toJson(snapshot)) status[key] = value;
    status["anchors"] = application.trust().anchors()->anchors.size();
    return status;
}

Result<json::object> tryReadBlob(Application& application, const json::object& params) {
    ParamReader reader(params);
    const std::string handle = reader.requiredText("handle", maximumHandle);
    const auto offset = static_cast<std::size_t>(reader.requiredInteger("offset", 0, largestInteger));
    const auto length = static_cast<std::size_t>(reader.requiredInteger("length", 1, maximumBlobPiece));
    TRY_VOID(reader.finish());
    TRY(const BlobStore::Piece piece, application.blobs().read(handle, offset, length));
    json::object result;
    result["data"] = encodeBase64(piece.data);
    result["offset"] = offset;
    result["total"] = piece.total;
    return result;
}

Result<json::object> tryCancel(Application& application, const json::object& params) {
    ParamReader reader(params);
    const auto id = reader.requiredInteger("id", 1, largestInteger);
    TRY_VOID(reader.finish());
    json::object result;
    result["cancelled"] = application.cancel(static_cast<RequestId>(id));
    return result;
}

}  // namespace

json::object helloParams() {
    json::object params = identity();
    params["protocol"] = {{"min", protocolVersion}, {"max", protocolVersion}};
    return params;
}

void startSession(Application& application, const RequestPointer& request, const json::object& params) {
    request->answer(tryStartSession(application, params));
}

void reportStatus(Application& application, const RequestPointer& request, const json::object& params) {
    answerFromReaders(application, request, params, buildStatus);
}

void listReaders(Application& application, const RequestPointer& request, const json::object& params) {
    answerFromReaders(application, request, params,
                      [](Application&, const devices::ReaderSnapshot& snapshot) { return toJson(snapshot); });
}

void cancelOperation(Application& application, const RequestPointer& request, const json::object& params) {
    request->answer(tryCancel(application, params));
}

void readBlob(Application& application, const RequestPointer& request, const json::object& params) {
    request->answer(tryReadBlob(application, params));
}

}  // namespace cccd_bridge::host
