#include "cccd/qr_payload.hpp"

#include "cccd/id_number.hpp"
#include "cccd/qr_card.hpp"
#include "cccd/qr_kinds.hpp"
#include "cccd/text.hpp"

#include <array>

namespace cccd_bridge::cccd {
namespace {

constexpr std::array<std::string_view, 11> kindNames{"cccd2021",   "canCuoc2024", "oldIdOnly", "idNumber",
                                                     "healthCard", "vneid",       "dossier",   "vietqr",
                                                     "vcard",      "url",         "text"};
constexpr std::array<std::string_view, 19> warningNames{
    "provinceUnknown", "sexMismatch",  "birthYearMismatch", "nameDamaged",     "addressDamaged", "dateDamaged",
    "sexDamaged",      "oldIdDamaged", "extraFields",       "leadingZeroLost", "layoutUnusual",  "issueDateImplausible",
    "notNfc",          "nameRepaired", "addressRepaired",   "sexRepaired",     "marksMissing",   "cancelledNumber",
    "scanDamaged"};
constexpr std::array<std::string_view, 1> noteNames{"noPaperForOldNumber"};
constexpr std::array<std::string_view, 10> causeNames{"byteNumbers", "lostBytes",   "codePointNumbers", "oemGlyphs",
                                                      "mojibake",    "htmlEscapes", "percentEscapes",   "decomposed",
                                                      "inputMethod", "unknown"};

// What scanners put around a text: spaces, line ends and other ASCII controls, a byte order mark, the AIM identifier of
// QR (ISO/IEC 15424: "]Q" and a digit).
std::string_view withoutScannerMarks(std::string_view text) {
    const auto isEdge = [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; };
    const auto trimFront = [&] {
        while (!text.empty() && isEdge(text.front())) text.remove_prefix(1);
    };
    trimFront();
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    if (text.size() >= 3 && text.starts_with("]Q") && text[2] >= '0' && text[2] <= '9') text.remove_prefix(3);
    trimFront();
    while (!text.empty() && isEdge(text.back())) text.remove_suffix(1);
    return text;
}

QrPayload ofKind(QrKind kind) {
    QrPayload payload;
    payload.kind = kind;
    return payload;
}

// A text that is nothing but a number.
std::optional<QrPayload> readBareNumber(std::string_view text) {
    if (isOldIdNumber(text)) {
        auto payload = ofKind(QrKind::OldIdOnly);
        payload.citizen.emplace().oldIdNumber = {.value = std::string(text), .source = Source::Qr};
        payload.notes.push_back({QrNoteCode::NoPaperForOldNumber, FieldName::OldIdNumber});
        return payload;
    }
    const auto number = recoverIdNumber(text, 1);
    if (!number) return std::nullopt;
    auto payload = ofKind(QrKind::IdNumber);
    payload.citizen.emplace().idNumber = {.value = number->number, .source = Source::Qr};
    if (number->zeroLost) payload.warnings.push_back({QrWarningCode::LeadingZeroLost, FieldName::IdNumber});
    warnAboutIdNumber(payload);
    return payload;
}

std::optional<QrKind> kindOfOther(std::string_view text) {
    if (isContactCard(text)) return QrKind::Vcard;
    if (isVneidCode(text)) return QrKind::Vneid;
    if (isWebAddress(text)) return QrKind::Url;
    if (isEmvPaymentCode(text)) return QrKind::Vietqr;
    if (isDossierNumber(text)) return QrKind::Dossier;
    if (isHealthCard(splitFields(text, "|"))) return QrKind::HealthCard;
    return std::nullopt;
}

}  // namespace

std::string_view wireName(QrKind kind) { return kindNames[static_cast<std::size_t>(kind)]; }
std::string_view wireName(QrWarningCode code) { return warningNames[static_cast<std::size_t>(code)]; }
std::string_view wireName(QrNoteCode code) { return noteNames[static_cast<std::size_t>(code)]; }
std::string_view wireName(DamageCause cause) { return causeNames[static_cast<std::size_t>(cause)]; }

Result<QrPayload> parseQr(std::string_view text) {
    if (text.size() > maxQrBytes) return fail(ErrorCode::ProtocolTooLarge);
    const auto raw = replaceInvalidUtf8(text);
    const auto received = withoutScannerMarks(raw);
    if (const auto kind = kindOfOther(received)) return ofKind(*kind);
    const auto nfc = toNfcLossy(received);
    if (auto number = readBareNumber(nfc)) return *std::move(number);
    if (auto card = readCardText(nfc, raw)) {
        if (nfc != received) card->warnings.push_back({QrWarningCode::NotNfc, {}, DamageCause::Decomposed});
        return *std::move(card);
    }
    return ofKind(QrKind::Text);
}

}  // namespace cccd_bridge::cccd
