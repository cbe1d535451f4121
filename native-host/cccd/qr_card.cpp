#include "cccd/qr_card.hpp"

#include "cccd/expiry.hpp"
#include "cccd/id_number.hpp"
#include "cccd/issuer.hpp"
#include "cccd/text_reading.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace cccd_bridge::cccd {
namespace {

constexpr std::size_t knownFields = 7;
constexpr std::size_t canCuocFields = 11;
constexpr std::size_t maxExtraFields = 64;
constexpr std::size_t maxExtraFieldBytes = 4096;

bool isDigits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// The seven fields as received; what a layout lacks is absent.
struct CardFields {
    std::optional<std::string> oldIdNumber, name, birth, sex, address, issue;
    std::vector<std::string> extra;
    bool unusual = false;
    bool addressCut = false;  // the address is the last thing received, so its end may be missing
};

bool isDate(std::string_view text) { return Date::fromVietnamese(text).has_value(); }
bool isSexWord(std::string_view text) { return sexFromVietnamese(text).has_value(); }

// Number, old number, name, birth, sex, address, issue. The old number's place must not hold words, and two of the
// unmistakable fields must stand where they belong.
std::optional<CardFields> usualOrder(const std::vector<std::string>& fields) {
    if (fields.size() < 5) return std::nullopt;
    const bool oldIdFits = fields[1].empty() || isDigits(fields[1]);
    const bool birthFits = isDate(fields[3]);
    const bool sexFits = isSexWord(fields[4]);
    const bool issueFits = fields.size() >= knownFields && isDate(fields[6]);
    const int anchors = (birthFits ? 1 : 0) + (sexFits ? 1 : 0) + (issueFits ? 1 : 0);
    if (anchors < 2 || (!oldIdFits && anchors < 3)) return std::nullopt;
    CardFields card;
    card.oldIdNumber = fields[1];
    card.name = fields[2];
    card.birth = fields[3];
    card.sex = fields[4];
    if (fields.size() > 5) card.address = fields[5];
    if (fields.size() > 6) card.issue = fields[6];
    card.unusual = fields.size() < knownFields;
    card.addressCut = fields.size() == 6;
    for (std::size_t at = knownFields; at < fields.size(); ++at) card.extra.push_back(fields[at]);
    return card;
}

// Any other order, such as number, name, sex, birth, address, issue, old numbers: exactly one sex, two dates of which
// the earlier is the birth, and two texts of which the first is the name. Otherwise it is not certain enough.
std::optional<CardFields> otherOrder(const std::vector<std::string>& fields) {
    CardFields card;
    std::vector<std::string> texts, dates, sexes, oldIds;
    for (std::size_t at = 1; at < fields.size(); ++at) {
        const auto& field = fields[at];
        if (field.empty()) continue;
        if (isSexWord(field)) {
            sexes.push_back(field);
        } else if (field.size() >= 8 && isDate(field)) {
            dates.push_back(field);
        } else if (isOldIdNumber(field)) {
            oldIds.push_back(field);
        } else if (isDigits(field)) {
            card.extra.push_back(field);
        } else {
            texts.push_back(field);
        }
    }
    if (sexes.size() != 1 || dates.size() != 2 || texts.size() != 2 || oldIds.size() > 1) return std::nullopt;
    if (*Date::fromVietnamese(dates[1]) < *Date::fromVietnamese(dates[0])) std::swap(dates[0], dates[1]);
    card.sex = sexes[0];
    card.birth = dates[0];
    card.issue = dates[1];
    card.name = texts[0];
    card.address = texts[1];
    if (!oldIds.empty()) card.oldIdNumber = oldIds[0];
    card.unusual = true;
    return card;
}

template <class T>
Field<T> fromQr(T value) {
    return Field<T>{.value = std::move(value), .source = Source::Qr};
}

// Fills a payload from the fields, leaving out what is damaged.
class CardReader {
  public:
    CardReader(CardFields fields, RecoveredIdNumber number) : fields_(std::move(fields)) {
        payload_.citizen.emplace();
        citizen().idNumber = fromQr(std::move(number.number));
        if (number.zeroLost) warn(QrWarningCode::LeadingZeroLost, FieldName::IdNumber);
        if (fields_.unusual) warn(QrWarningCode::LayoutUnusual);
    }

    QrPayload read(std::string_view raw) {
        readOldIdNumber();
        readTexts();
        readDates();
        warnAboutIdNumber(payload_);
        derive();
        keepExtra(raw);
        const auto& issue = citizen().issueDate;
        const bool recent = issue && issuedUnderIdentityLaw2023(issue->value);
        payload_.kind =
            recent || fields_.extra.size() + knownFields >= canCuocFields ? QrKind::CanCuoc2024 : QrKind::Cccd2021;
        return std::move(payload_);
    }

  private:
    Citizen& citizen() { return *payload_.citizen; }

    void warn(QrWarningCode code, std::optional<FieldName> field = {}, std::optional<DamageCause> cause = {}) {
        payload_.warnings.push_back({code, field, cause});
    }

    void leaveOut(QrWarningCode code, FieldName field, std::optional<DamageCause> cause = {}) {
        warn(code, field, cause);
        leftOut_ = true;
    }

    void readOldIdNumber() {
        const auto& text = fields_.oldIdNumber;
        if (!text || text->empty()) return;
        if (isOldIdNumber(*text) || isIdNumber(*text)) {
            citizen().oldIdNumber = fromQr(*text);
            payload_.notes.push_back({QrNoteCode::NoPaperForOldNumber, FieldName::OldIdNumber});
        } else {
            leaveOut(QrWarningCode::OldIdDamaged, FieldName::OldIdNumber);
        }
    }

    void readTexts() {
        const auto view = [](const std::optional<std::string>& text) {
            return text ? std::string_view(*text) : std::string_view();
        };
        auto read = cccd::readTexts({view(fields_.name), view(fields_.sex), view(fields_.address)});
        readText(std::move(read.name), citizen().fullName, FieldName::FullName);
        if (fields_.addressCut && !read.address.text.empty())
            read.address = {.state = TextState::Damaged, .cause = DamageCause::Unknown};
        readText(std::move(read.address), citizen().placeOfResidence, FieldName::PlaceOfResidence);
        if (read.sex) citizen().sex = fromQr(*read.sex);
        if (read.sexState == TextState::Damaged) leaveOut(QrWarningCode::SexDamaged, FieldName::Sex, read.sexCause);
        if (read.sexState == TextState::Repaired) warn(QrWarningCode::SexRepaired, FieldName::Sex, read.sexCause);
    }

    void readText(TextReading reading, TextField& field, FieldName name) {
        const bool isName = name == FieldName::FullName;
        if (!reading.text.empty()) field = fromQr(std::move(reading.text));
        switch (reading.state) {
            case TextState::Intact:
                return;
            case TextState::MarksMissing:
                return warn(QrWarningCode::MarksMissing, name);
            case TextState::Repaired:
                repaired_ = true;
                return warn(isName ? QrWarningCode::NameRepaired : QrWarningCode::AddressRepaired, name, reading.cause);
            case TextState::Damaged:
                return leaveOut(isName ? QrWarningCode::NameDamaged : QrWarningCode::AddressDamaged, name,
                                reading.cause);
        }
    }

    void readDates() {
        const auto parse = [](const std::optional<std::string>& text) {
            return text ? Date::fromVietnamese(*text) : std::nullopt;
        };
        const auto birth = parse(fields_.birth);
        const auto issue = parse(fields_.issue);
        if (birth) {
            citizen().dateOfBirth = fromQr(*birth);
        } else if (fields_.birth && !fields_.birth->empty()) {
            leaveOut(QrWarningCode::DateDamaged, FieldName::DateOfBirth);
        }
        if (!fields_.issue || fields_.issue->empty()) return;
        if (!issue || issue->yearOnly()) return leaveOut(QrWarningCode::DateDamaged, FieldName::IssueDate);
        const bool beforeBirth = birth && *issue < *birth;
        if (beforeBirth || !issuingAuthorityOn(*issue))
            return leaveOut(QrWarningCode::IssueDateImplausible, FieldName::IssueDate);
        citizen().issueDate = fromQr(*issue);
    }

    void derive() {
        if (!citizen().issueDate) return;
        const auto issue = citizen().issueDate->value;
        auto& derived = payload_.derived.emplace();
        derived.issuingAuthority = issuingAuthorityOn(issue);
        if (!citizen().dateOfBirth) return;
        if (const auto expiry = deriveExpiry(citizen().dateOfBirth->value, issue)) {
            derived.expiryDate = expiry->date;
        } else if (!citizen().dateOfBirth->value.yearOnly()) {
            warn(QrWarningCode::IssueDateImplausible, FieldName::IssueDate);
        }
    }

    void keepExtra(std::string_view raw) {
        auto& extra = fields_.extra;
        const bool meaning = std::ranges::any_of(extra, [](const std::string& field) { return !field.empty(); });
        if (meaning) warn(QrWarningCode::ExtraFields);
        if (extra.empty() && !leftOut_ && !repaired_ && !fields_.unusual) return;
        QrExtra kept{.fields = {}, .raw = std::string(raw)};
        for (std::size_t at = 0; at < std::min(extra.size(), maxExtraFields); ++at) {
            auto end = std::min(extra[at].size(), maxExtraFieldBytes);
            while (end < extra[at].size() && end > 0 && (static_cast<unsigned char>(extra[at][end]) & 0xC0) == 0x80)
                --end;
            kept.fields.push_back(extra[at].substr(0, end));
        }
        payload_.extra = std::move(kept);
    }

    CardFields fields_;
    QrPayload payload_;
    bool leftOut_ = false;
    bool repaired_ = false;
};

// What separates the fields: `|`, or what a badly set scanner puts in its place after the number.
std::optional<std::string_view> separatorOf(std::string_view text) {
    constexpr std::array<std::string_view, 6> separators{"|", "$", ";", "\n", "\t", "\xC2\xA6"};
    const auto digits = text.find_first_not_of("0123456789 ");
    if (digits == std::string_view::npos) return std::nullopt;
    const auto rest = text.substr(digits);
    const auto* found = std::ranges::find_if(separators, [&](std::string_view s) { return rest.starts_with(s); });
    return found == separators.end() ? std::nullopt : std::optional(*found);
}

std::string trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    return std::string(text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1));
}

}  // namespace

std::vector<std::string> splitFields(std::string_view text, std::string_view separator) {
    std::vector<std::string> fields;
    while (true) {
        const auto at = text.find(separator);
        fields.push_back(trimmed(text.substr(0, at)));
        if (at == std::string_view::npos) return fields;
        text.remove_prefix(at + separator.size());
    }
}

std::optional<RecoveredIdNumber> recoverIdNumber(std::string_view digits, std::size_t lost) {
    if (isIdNumber(digits)) return RecoveredIdNumber{std::string(digits), false};
    if (!isDigits(digits) || digits.size() > 12 || digits.size() + lost < 12) return std::nullopt;
    auto number = std::string(12 - digits.size(), '0').append(digits);
    if (!readIdNumber(number)->provinceName) return std::nullopt;
    return RecoveredIdNumber{std::move(number), true};
}

void warnAboutIdNumber(QrPayload& payload) {
    const auto& citizen = *payload.citizen;
    const auto sex = citizen.sex ? std::optional(citizen.sex->value) : std::nullopt;
    const auto birth = citizen.dateOfBirth ? std::optional(citizen.dateOfBirth->value) : std::nullopt;
    for (const auto warning : checkIdNumber(citizen.idNumber->value, sex, birth)) {
        switch (warning) {
            case IdNumberWarning::ProvinceUnknown:
                payload.warnings.push_back({QrWarningCode::ProvinceUnknown, FieldName::IdNumber});
                break;
            case IdNumberWarning::SexMismatch:
                payload.warnings.push_back({QrWarningCode::SexMismatch, FieldName::Sex});
                break;
            case IdNumberWarning::BirthYearMismatch:
                payload.warnings.push_back({QrWarningCode::BirthYearMismatch, FieldName::DateOfBirth});
                break;
        }
    }
}

std::optional<QrPayload> readCardText(std::string_view nfc, std::string_view raw) {
    const auto separator = separatorOf(nfc);
    if (!separator) return std::nullopt;
    const auto fields = splitFields(nfc, *separator);
    auto number = recoverIdNumber(fields[0], 2);
    if (!number) return std::nullopt;
    auto card = usualOrder(fields);
    if (!card) card = otherOrder(fields);
    if (!card) return std::nullopt;
    card->unusual = card->unusual || *separator != "|";
    return CardReader(*std::move(card), *std::move(number)).read(raw);
}

}  // namespace cccd_bridge::cccd
