#include "host/card_key.hpp"

#include "cccd/id_number.hpp"
#include "emrtd/crypto/hash.hpp"
#include "emrtd/random_source.hpp"
#include "host/params.hpp"

#include <algorithm>
#include <utility>

namespace cccd_bridge::host {

namespace {

constexpr std::size_t saltLength = 32;
constexpr std::size_t canLength = 6;
constexpr std::size_t maximumDocumentNumber = 24;
constexpr std::size_t mrzDateLength = 6;
constexpr std::size_t maximumQrKey = 8192;
constexpr std::string_view withoutExpiry = "991231";
constexpr std::string_view lifetimeYear = "99";

// The other expiry that chips of cards without one were made with; empty where there is none to try.
Result<std::optional<emrtd::AccessKey>> lifetimeVariantOf(std::string_view documentNumber, std::string_view dateOfBirth,
                                                          std::string_view dateOfExpiry) {
    const std::string variant = std::string(lifetimeYear) + std::string(dateOfBirth.substr(lifetimeYear.size()));
    if (dateOfExpiry != withoutExpiry || variant == withoutExpiry || variant.find('<') != std::string::npos)
        return std::optional<emrtd::AccessKey>{};
    TRY(emrtd::AccessKey key, emrtd::AccessKey::fromMrz(documentNumber, dateOfBirth, variant));
    return std::optional<emrtd::AccessKey>(std::move(key));
}

Result<CardKey> keyFromCan(ParamReader& reader) {
    const std::string can = reader.requiredText("can", canLength);
    TRY_VOID(reader.finish());
    TRY(emrtd::AccessKey access, emrtd::AccessKey::fromCan(can));
    return CardKey{.access = std::move(access), .qr = std::nullopt};
}

Result<CardKey> keyFromMrz(ParamReader& reader) {
    const json::object* mrz = reader.object("mrz");
    TRY_VOID(reader.finish());
    if (mrz == nullptr) return fail(ErrorCode::ProtocolInvalidParams, "mrz");
    ParamReader fields(*mrz);
    const std::string documentNumber = fields.requiredText("documentNumber", maximumDocumentNumber);
    const std::string dateOfBirth = fields.requiredText("dateOfBirth", mrzDateLength);
    const std::string dateOfExpiry = fields.requiredText("dateOfExpiry", mrzDateLength);
    TRY_VOID(fields.finish());
    TRY(emrtd::AccessKey access, emrtd::AccessKey::fromMrz(documentNumber, dateOfBirth, dateOfExpiry));
    TRY(auto variant, lifetimeVariantOf(documentNumber, dateOfBirth, dateOfExpiry));
    return CardKey{.access = std::move(access), .qr = std::nullopt, .lifetimeVariant = std::move(variant)};
}

Result<CardKey> keyFromQr(ParamReader& reader) {
    const std::string text = reader.requiredText("qr", maximumQrKey);
    TRY_VOID(reader.finish());
    TRY(cccd::QrPayload payload, cccd::parseQr(text));
    const bool isCard = payload.kind != cccd::QrKind::HealthCard;
    if (!isCard || !payload.citizen || !payload.citizen->idNumber) return fail(ErrorCode::QrNotACard);
    const auto can = cccd::cardAccessNumber(payload.citizen->idNumber->value);
    if (!can) return fail(ErrorCode::QrNotACard);
    TRY(emrtd::AccessKey access, emrtd::AccessKey::fromCan(*can));
    return CardKey{.access = std::move(access), .qr = std::move(payload)};
}

}  // namespace

Result<CardKey> cardKeyFromJson(const json::object& object) {
    ParamReader reader(object);
    if (reader.has("can")) return keyFromCan(reader);
    if (reader.has("mrz")) return keyFromMrz(reader);
    if (reader.has("qr")) return keyFromQr(reader);
    return fail(ErrorCode::ProtocolInvalidParams, "key");
}

Result<Bytes> keyDigest(const emrtd::AccessKey& key) {
    static const Result<Bytes> salt = []() -> Result<Bytes> {
        Bytes random(saltLength);
        TRY_VOID(emrtd::systemRandom().fill(random));
        return random;
    }();
    if (!salt) return std::unexpected(salt.error());
    TRY(const SecretBytes password, key.password());
    SecretBytes input(salt->begin(), salt->end());
    input.push_back(static_cast<Byte>(key.kind()));
    input.insert(input.end(), password.begin(), password.end());
    return emrtd::hash(emrtd::HashAlgorithm::Sha256, input);
}

Result<void> KeyLedger::admit(const Bytes& digest) const {
    const auto found = std::ranges::find(entries_, digest, &Entry::digest);
    if (found != entries_.end() && found->refused) return fail(ErrorCode::CardKeyAlreadyTried);
    if (found == entries_.end() && entries_.size() >= maximumKeys) return fail(ErrorCode::CardKeyLimit);
    return {};
}

void KeyLedger::tried(const Bytes& digest) {
    if (std::ranges::find(entries_, digest, &Entry::digest) == entries_.end())
        entries_.push_back(Entry{.digest = digest, .refused = false});
}

void KeyLedger::refused(const Bytes& digest) {
    const auto found = std::ranges::find(entries_, digest, &Entry::digest);
    if (found != entries_.end()) found->refused = true;
}

}  // namespace cccd_bridge::host
