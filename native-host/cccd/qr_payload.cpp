#include "cccd/qr_payload.hpp"

#include "base/digits.hpp"
#include "cccd/exact_damage.hpp"
#include "cccd/id_number.hpp"
#include "cccd/qr_card.hpp"
#include "cccd/qr_health.hpp"
#include "cccd/qr_kinds.hpp"
#include "cccd/qr_layout.hpp"
#include "cccd/text.hpp"
#include "cccd/typed_layout.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>

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
// What a desk's computer without a battery for its clock believes is no reason to refuse a card.
constexpr std::chrono::sys_days made{std::chrono::year{2026} / 11 / 22};

constexpr std::array<std::string_view, 1> noteNames{"noPaperForOldNumber"};
constexpr std::array<std::string_view, 12> causeNames{"byteNumbers", "lostBytes",   "codePointNumbers", "oemGlyphs",
                                                      "mojibake",    "htmlEscapes", "percentEscapes",   "decomposed",
                                                      "inputMethod", "capsLock",    "severalScans",     "unknown"};

// What scanners put around a text: spaces, line ends and other ASCII controls, a byte order mark, the AIM identifier of
// the symbology (ISO/IEC 15424: "]Q1").
std::string_view withoutScannerMarks(std::string_view text) {
    const auto isEdge = [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; };
    const auto trimFront = [&] {
        while (!text.empty() && isEdge(text.front())) text.remove_prefix(1);
    };
    trimFront();
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const bool identified = text.size() >= 3 && text[0] == ']' &&
                            std::isalpha(static_cast<unsigned char>(text[1])) != 0 &&
                            std::isxdigit(static_cast<unsigned char>(text[2])) != 0;
    if (identified) text.remove_prefix(3);
    const bool encodingSaid = text.size() >= 7 && text[0] == '\\' &&
                              std::ranges::all_of(text.substr(1, 6), [](char c) { return isDigit(c); });
    if (encodingSaid) text.remove_prefix(7);
    trimFront();
    while (!text.empty() && isEdge(text.back())) text.remove_suffix(1);
    return text;
}

QrPayload ofKind(QrKind kind) {
    QrPayload payload;
    payload.kind = kind;
    return payload;
}

// A number as people write it: `001 199 012 345`, `001.199.012.345`; nine digits between dots are an amount of money.
std::string withoutGroups(std::string_view text) {
    constexpr std::size_t longest = 24;
    std::string digits;
    if (text.size() > longest || text.find_first_not_of("0123456789 .") != std::string_view::npos) return digits;
    std::ranges::copy_if(text, std::back_inserter(digits), isDigit);
    if (isOldIdNumber(digits) && text.find('.') != std::string_view::npos) digits.clear();
    return digits;
}

// `84912345678`: a telephone number with the code of the country, as it is written without its `+`.
bool isPhoneNumber(std::string_view digits) {
    return digits.size() == 11 && digits.starts_with("84") &&
           std::string_view("35789").find(digits[2]) != std::string_view::npos;
}

// Twelve digits between dots may also be an address of the internet or an amount.
bool isPlausible(const RecoveredIdNumber& number, bool dotted, const Date& latest) {
    const auto facts = readIdNumber(number.number);
    return !dotted || (facts->provinceName && facts->birthYear <= latest.year());
}

// A text that is nothing but a number.
std::optional<QrPayload> readBareNumber(std::string_view text, const Date& latest) {
    const auto digits = withoutGroups(text);
    if (isOldIdNumber(digits)) {
        auto payload = ofKind(QrKind::OldIdOnly);
        payload.citizen.emplace().oldIdNumber = {.value = digits, .source = Source::Qr};
        payload.notes.push_back({QrNoteCode::NoPaperForOldNumber, FieldName::OldIdNumber});
        return payload;
    }
    if (isPhoneNumber(digits)) return std::nullopt;
    const auto number = recoverIdNumber(digits, digits == text ? 1 : 0, latest);
    if (!number || !isPlausible(*number, text.find('.') != std::string_view::npos, latest)) return std::nullopt;
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
    return std::nullopt;
}

// A card's text whose separators were escaped too; taken when it can be read in one way.
std::optional<QrPayload> readEscapedCard(std::string_view received, std::string_view raw, const Date& latest) {
    std::optional<QrPayload> found;
    if (received.find_first_of("%&\\") == std::string_view::npos) return found;
    for (const auto& damage : escapingDamages()) {
        const auto undone = damage.undo(received);
        if (!undone || *undone == received) continue;
        auto card = readCardText(*undone, raw, latest, damage.cause);
        if (!card || !card->citizen->fullName || !isPlainText(card->citizen->fullName->value)) continue;
        if (found && found->citizen != card->citizen) return std::nullopt;
        found = std::move(card);
    }
    return found;
}

QrPayload scanDamaged(DamageCause cause) {
    auto payload = ofKind(QrKind::Text);
    payload.warnings.push_back({QrWarningCode::ScanDamaged, {}, cause});
    return payload;
}

QrPayload readNoCard(std::string_view received, const Date& latest) {
    if (typedOnVietnameseLayout(toNfcLossy(received))) return scanDamaged(DamageCause::InputMethod);
    return wasCardText(received, latest) ? scanDamaged(DamageCause::Unknown) : ofKind(QrKind::Text);
}

}  // namespace

std::string_view wireName(QrKind kind) { return kindNames[static_cast<std::size_t>(kind)]; }
std::string_view wireName(QrWarningCode code) { return warningNames[static_cast<std::size_t>(code)]; }
std::string_view wireName(QrNoteCode code) { return noteNames[static_cast<std::size_t>(code)]; }
std::string_view wireName(DamageCause cause) { return causeNames[static_cast<std::size_t>(cause)]; }

Result<QrPayload> parseQr(std::string_view text, std::chrono::sys_seconds now) {
    if (text.size() > maxQrBytes) return fail(ErrorCode::ProtocolTooLarge);
    const auto latest = Date::ofTime(std::max<std::chrono::sys_seconds>(now, made) + std::chrono::days{1});
    const auto raw = replaceInvalidUtf8(text);
    const auto received = withoutScannerMarks(raw);
    if (const auto kind = kindOfOther(received)) return ofKind(*kind);
    if (auto health = readHealthCard(received, raw)) return *std::move(health);
    if (auto number = readBareNumber(received, latest)) return *std::move(number);
    if (holdsSeveralScans(received, latest)) return scanDamaged(DamageCause::SeveralScans);
    if (auto card = readCardText(received, raw, latest)) {
        if (toNfcLossy(received) != received)
            card->warnings.push_back({QrWarningCode::NotNfc, {}, DamageCause::Decomposed});
        return *std::move(card);
    }
    if (auto card = readEscapedCard(received, raw, latest)) return *std::move(card);
    return readNoCard(received, latest);
}

}  // namespace cccd_bridge::cccd
