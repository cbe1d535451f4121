#include "cccd/qr_card.hpp"

#include "cccd/expiry.hpp"
#include "cccd/id_number.hpp"
#include "cccd/issuer.hpp"
#include "cccd/qr_field.hpp"
#include "cccd/qr_layout.hpp"
#include "cccd/text.hpp"
#include "cccd/text_reading.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace cccd_bridge::cccd {
namespace {

constexpr std::size_t canCuocFields = 11;
constexpr std::size_t maxExtraFields = 64;
constexpr std::size_t maxCancelledNumbers = 16;
constexpr std::size_t maxExtraFieldBytes = 4096;
constexpr int firstBirthYear = 1900;  // the number knows no earlier century

// Fills a payload from the fields, leaving out what is damaged.
class CardReader {
  public:
    CardReader(CardFields fields, const Date& latest, std::optional<DamageCause> undone)
        : fields_(std::move(fields)), latest_(latest), undone_(undone) {
        payload_.citizen.emplace();
        citizen().idNumber = fromQr(fields_.number.number);
        if (fields_.number.zeroLost) warn(QrWarningCode::LeadingZeroLost, FieldName::IdNumber);
        if (fields_.unusual) warn(QrWarningCode::LayoutUnusual);
    }

    QrPayload read(std::string_view raw) {
        readOldIdNumber();
        readTexts();
        readDates();
        findCancelledNumbers();
        warnAboutIdNumber(payload_);
        derive();
        keepExtra(raw);
        const auto& issue = citizen().issueDate;
        const bool recent = issue && issuedUnderIdentityLaw2023(issue->value);
        payload_.kind =
            recent || fields_.extra.size() + cccdFieldCount >= canCuocFields ? QrKind::CanCuoc2024 : QrKind::Cccd2021;
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

    // One number, or several with marks of punctuation between them; 12 digits are a cancelled number.
    void readOldIdNumber() {
        const auto text = std::string_view(fields_.oldIdNumber ? *fields_.oldIdNumber : std::string_view());
        for (std::size_t begin = 0; (begin = text.find_first_not_of(" ,;/-", begin)) != std::string_view::npos;) {
            const auto end = std::min(text.find_first_of(" ,;/-", begin), text.size());
            const auto number = text.substr(begin, end - begin);
            begin = end;
            if (isIdNumber(number)) {
                fields_.cancelledIdNumbers.emplace_back(number);
            } else if (isOldIdNumber(number) && !citizen().oldIdNumber) {
                citizen().oldIdNumber = fromQr(std::string(number));
            } else {
                citizen().oldIdNumber.reset();
                return leaveOut(QrWarningCode::OldIdDamaged, FieldName::OldIdNumber);
            }
        }
    }

    // Since 15 March 2026 a card names its holder's cancelled numbers (Nghị định 58/2026/NĐ-CP), where is not
    // published: among the trailing fields a number may also be a relative's, unless nothing but such numbers stands
    // there.
    void findCancelledNumbers() {
        const auto isFilled = [](const std::string& field) { return !field.empty(); };
        const auto isNumber = [](const std::string& field) { return field.empty() || isIdNumber(field); };
        const auto& issue = citizen().issueDate;
        const bool named = issue && issue->value >= *Date::ofDay(2026, 3, 15);
        if (named && std::ranges::all_of(fields_.extra, isNumber))
            std::ranges::copy_if(fields_.extra, std::back_inserter(fields_.cancelledIdNumbers), isFilled);
        for (const auto& number : fields_.cancelledIdNumbers) addCancelledNumber(number);
        if (!payload_.cancelledIdNumbers.empty()) warn(QrWarningCode::CancelledNumber, FieldName::OldIdNumber);
        if (citizen().oldIdNumber) payload_.notes.push_back({QrNoteCode::NoPaperForOldNumber, FieldName::OldIdNumber});
    }

    void addCancelledNumber(const std::string& number) {
        auto& known = payload_.cancelledIdNumbers;
        const bool isNew = number != citizen().idNumber->value && std::ranges::find(known, number) == known.end();
        if (!isNew || known.size() == maxCancelledNumbers) return;
        known.push_back(number);
        if (!citizen().oldIdNumber) citizen().oldIdNumber = fromQr(number);
    }

    bool isKnownExtra(const std::string& field) const {
        const auto& known = payload_.cancelledIdNumbers;
        return field.empty() || std::ranges::find(known, field) != known.end();
    }

    void readTexts() {
        const auto view = [](const std::optional<std::string>& text) {
            return text ? std::string_view(*text) : std::string_view();
        };
        auto read = cccd::readTexts({view(fields_.name), view(fields_.sex), view(fields_.address)});
        // Every card has a name.
        if (view(fields_.name).empty()) read.name = {.state = TextState::Damaged, .cause = DamageCause::LostBytes};
        if (fields_.textsUnclear) read.name.cause = DamageCause::Unknown;
        readText(std::move(read.name), citizen().fullName, FieldName::FullName);
        if (fields_.textsUnclear || (fields_.addressCut && !read.address.text.empty()))
            read.address = {.state = TextState::Damaged, .cause = DamageCause::Unknown};
        readText(std::move(read.address), citizen().placeOfResidence, FieldName::PlaceOfResidence);
        if (read.sex) citizen().sex = fromQr(*read.sex);
        if (read.sexState == TextState::Damaged) leaveOut(QrWarningCode::SexDamaged, FieldName::Sex, read.sexCause);
        if (read.sexState == TextState::Repaired) warn(QrWarningCode::SexRepaired, FieldName::Sex, read.sexCause);
    }

    void readText(TextReading reading, TextField& field, FieldName name) {
        const bool isName = name == FieldName::FullName;
        if (undone_ && !reading.text.empty()) reading.state = TextState::Repaired;
        if (undone_) reading.cause = undone_;
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
        if (birth && birth->year() >= firstBirthYear && *birth <= latest_) {
            citizen().dateOfBirth = fromQr(*birth);
        } else if (fields_.birth && !fields_.birth->empty()) {
            leaveOut(QrWarningCode::DateDamaged, FieldName::DateOfBirth);
        }
        if (!fields_.issue || fields_.issue->empty()) return;
        if (!issue || issue->yearOnly()) return leaveOut(QrWarningCode::DateDamaged, FieldName::IssueDate);
        const bool beforeBirth = birth && *issue < *birth;
        if (beforeBirth || *issue > latest_ || !issuingAuthorityOn(*issue))
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
        const bool known = std::ranges::all_of(extra, [&](const std::string& field) { return isKnownExtra(field); });
        if (!known) warn(QrWarningCode::ExtraFields);
        if (extra.empty() && !leftOut_ && !repaired_ && !fields_.unusual) return;
        QrExtra kept{.fields = {}, .raw = std::string(raw)};
        for (std::size_t at = 0; at < std::min(extra.size(), maxExtraFields); ++at) {
            auto field = toNfcLossy(extra[at]);
            auto end = std::min(field.size(), maxExtraFieldBytes);
            while (end < field.size() && end > 0 && (static_cast<unsigned char>(field[end]) & 0xC0) == 0x80) --end;
            field.resize(end);
            kept.fields.push_back(std::move(field));
        }
        payload_.extra = std::move(kept);
    }

    CardFields fields_;
    Date latest_;
    std::optional<DamageCause> undone_;  // what was undone in the whole text already
    QrPayload payload_;
    bool leftOut_ = false;
    bool repaired_ = false;
};

}  // namespace

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

std::optional<QrPayload> readCardText(std::string_view received, std::string_view raw, const Date& latest,
                                      std::optional<DamageCause> undone) {
    auto card = readLayout(received, latest);
    if (!card) return std::nullopt;
    return CardReader(*std::move(card), latest, undone).read(raw);
}

}  // namespace cccd_bridge::cccd
