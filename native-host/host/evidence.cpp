#include "host/evidence.hpp"

#include "base/hex.hpp"
#include "emrtd/lds/dg14.hpp"
#include "host/document_files.hpp"
#include "host/params.hpp"
#include "host/version.hpp"
#include "host/wire_text.hpp"
#include "host/wire_verdicts.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace cccd_bridge::host {

namespace {

constexpr std::string_view format = "cccd-bridge.evidence";
constexpr std::string_view securityObjectName = "SOD";
constexpr std::array<int, 4> evidenceGroups{1, 13, 14, 15};
constexpr std::size_t maximumFileText = 262'144;  // base64 of 192 KiB
constexpr std::size_t maximumSignatureText = 2048;
constexpr std::size_t maximumSignature = maximumSignatureText / 4 * 3;
constexpr std::size_t maximumShortText = 64;

std::unexpected<Error> malformed(std::string_view what) {
    return fail(ErrorCode::EvidenceMalformed, std::string(what));
}

Result<SecretBytes> fileFromJson(const json::value& value) {
    const json::string* text = value.if_string();
    if (text == nullptr || text->size() > maximumFileText) return malformed("file");
    const auto bytes = decodeBase64({text->data(), text->size()});
    if (!bytes) return malformed("base64");
    return SecretBytes(bytes->begin(), bytes->end());
}

Result<void> readFiles(const json::object& files, Evidence& evidence) {
    for (const auto& [key, value] : files) {
        const std::string_view name(key.data(), key.size());
        const auto number = dataGroupOf(name);
        if (name != securityObjectName &&
            (!number || std::ranges::find(evidenceGroups, *number) == evidenceGroups.end()))
            return malformed("file name");
        TRY(SecretBytes content, fileFromJson(value));
        (number ? evidence.dataGroups[*number] : evidence.securityObject) = std::move(content);
    }
    // Without what the issuer signed there is nothing to check: a citizen that anybody could have written.
    if (evidence.securityObject.empty()) return malformed("SOD");
    return evidence.dataGroups.contains(1) ? Result<void>() : malformed("DG1");
}

Result<std::chrono::sys_seconds> readTime(ParamReader& reader, std::string_view name) {
    const auto time = timeFromIso(reader.requiredText(name, maximumShortText));
    if (!time) return malformed(name);
    return *time;
}

Result<SignedChallenge> readExchange(const json::object& object) {
    ParamReader reader(object);
    SignedChallenge result;
    const std::string label = reader.requiredText("label", maximumShortText);
    result.parts.origin = reader.requiredText("origin", maximumOrigin);
    result.parts.nonce = reader.requiredText("nonce", maximumNonce);
    TRY(result.parts.time, readTime(reader, "time"));
    const std::string digits = reader.requiredText("challenge", maximumShortText);
    const auto challenge = fromHex(digits);
    const auto signature = decodeBase64(reader.requiredText("signature", maximumSignatureText));
    if (!reader.finish() || label != challengeLabel) return malformed("activeAuthentication");
    if (!result.parts.origin.empty() && !isOrigin(result.parts.origin)) return malformed("origin");
    if (!isNonce(result.parts.nonce)) return malformed("nonce");
    if (!challenge || toHex(*challenge) != digits || challenge->size() != emrtd::activeAuthenticationChallengeLength)
        return malformed("challenge");
    if (!signature || signature->empty()) return malformed("signature");
    result.exchange = {.challenge = *challenge, .signature = *signature};
    return result;
}

Result<void> checkFormat(ParamReader& reader) {
    if (reader.text("format", maximumShortText) != format) return malformed("format");
    const auto version = reader.integer("version", 1, std::numeric_limits<std::int64_t>::max());
    if (version && *version > evidenceVersion) return fail(ErrorCode::EvidenceVersionUnknown);
    return version ? Result<void>() : malformed("version");
}

json::object exchangeToJson(const SignedChallenge& challenge) {
    json::object object;
    object["label"] = challengeLabel;
    object["origin"] = challenge.parts.origin;
    object["nonce"] = challenge.parts.nonce;
    object["time"] = isoTime(challenge.parts.time);
    object["challenge"] = toHex(challenge.exchange.challenge);
    object["signature"] = encodeBase64(challenge.exchange.signature);
    return object;
}

// 9303-11 §6.1.2.3: with an elliptic curve the signature's hash is named in DG14.
bool namesHash(ByteView file) {
    const auto content = emrtd::parseDataGroup14(file);
    return content && content->activeAuthenticationHash;
}

bool belongsInside(int number, ByteView file, bool withText, bool chipSigned) {
    if (number == 1) return true;
    if (number == 13) return withText;
    return chipSigned && (number != 14 || namesHash(file));
}

}  // namespace

std::optional<Evidence> makeEvidence(const CardDocument& document, const EvidenceRequest& request,
                                     const std::optional<emrtd::ActiveAuthenticationExchange>& exchange,
                                     std::chrono::sys_seconds now) {
    if (document.securityObject().empty()) return std::nullopt;
    const bool chipSigned = exchange && !exchange->signature.empty() && exchange->signature.size() <= maximumSignature;
    const auto take = [](ByteView file) { return SecretBytes(file.begin(), file.end()); };
    Evidence evidence{.createdAt = now,
                      .hostVersion = std::string(programVersion),
                      .textRequested = request.withText,
                      .securityObject = take(document.securityObject()),
                      .dataGroups = {},
                      .activeAuthentication = {}};
    std::size_t length = evidence.securityObject.size();
    for (const int number : evidenceGroups) {
        const ByteView file = document.dataGroup(number);
        if (file.empty() || !belongsInside(number, file, request.withText, chipSigned)) continue;
        evidence.dataGroups[number] = take(file);
        length += file.size();
    }
    if (length > maximumEvidence) return std::nullopt;
    if (chipSigned) evidence.activeAuthentication = SignedChallenge{.parts = request.challenge, .exchange = *exchange};
    return evidence;
}

json::object toJson(const Evidence& evidence) {
    json::object files;
    if (!evidence.securityObject.empty()) files[securityObjectName] = encodeBase64(evidence.securityObject);
    for (const auto& [number, content] : evidence.dataGroups) files[dataGroupName(number)] = encodeBase64(content);
    json::object object;
    object["format"] = format;
    object["version"] = evidenceVersion;
    object["createdAt"] = isoTime(evidence.createdAt);
    object["hostVersion"] = evidence.hostVersion;
    object["requested"] = json::object{{"dg13", evidence.textRequested}};
    object["files"] = std::move(files);
    if (evidence.activeAuthentication) object["activeAuthentication"] = exchangeToJson(*evidence.activeAuthentication);
    return object;
}

Result<Evidence> evidenceFromJson(const json::object& object) {
    ParamReader reader(object);
    TRY_VOID(checkFormat(reader));
    Evidence evidence{};
    TRY(evidence.createdAt, readTime(reader, "createdAt"));
    evidence.hostVersion = reader.requiredText("hostVersion", maximumShortText);
    const json::object* requested = reader.object("requested");
    const json::object* files = reader.object("files");
    const json::object* exchange = reader.object("activeAuthentication");
    if (!reader.finish() || !isNonce(evidence.hostVersion) || requested == nullptr || files == nullptr)
        return malformed("members");
    ParamReader request(*requested);
    evidence.textRequested = request.boolean("dg13").value_or(false);
    if (!request.finish()) return malformed("requested");
    TRY_VOID(readFiles(*files, evidence));
    if (exchange != nullptr) {
        TRY(evidence.activeAuthentication, readExchange(*exchange));
    }
    return evidence;
}

}  // namespace cccd_bridge::host
