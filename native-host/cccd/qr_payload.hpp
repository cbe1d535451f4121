// The text of a QR code at a counter: what kind it is, and the citizen in it when it is a card's (qr.parse of the
// schema). A card's QR code is not signed: nothing in it is ever verified.
#pragma once

#include "base/result.hpp"
#include "cccd/citizen.hpp"
#include "cccd/text_damage.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cccd_bridge::cccd {

enum class QrKind {
    Cccd2021,     ///< thẻ CCCD gắn chip: seven fields
    CanCuoc2024,  ///< thẻ Căn cước: the same with trailing fields, or issued from 1 July 2024
    OldIdOnly,    ///< nine digits
    IdNumber,     ///< twelve digits (or eleven, see LeadingZeroLost)
    HealthCard,   ///< thẻ BHYT: name, birth and sex; the address in extra
    Vneid,        ///< opaque code of the VNeID application
    Dossier,      ///< mã hồ sơ of the one-stop system
    Vietqr,       ///< EMVCo merchant-presented payment code with a right checksum
    Vcard,
    Url,
    Text,
};

enum class QrWarningCode {
    ProvinceUnknown,
    SexMismatch,
    BirthYearMismatch,
    NameDamaged,
    AddressDamaged,
    DateDamaged,
    SexDamaged,
    OldIdDamaged,
    ExtraFields,
    LeadingZeroLost,
    LayoutUnusual,
    IssueDateImplausible,
    NotNfc,           ///< only the spelling of marks differed; nothing was lost
    NameRepaired,     ///< what damaged the text was undone exactly
    AddressRepaired,  ///< as NameRepaired
    SexRepaired,      ///< "Nữ" in one of the forms damage gives it
    MarksMissing,     ///< nothing in the whole code has a mark, which is possible but rare: compare with the card
    CancelledNumber,  ///< a former 12-digit number, see QrPayload::cancelledIdNumbers
    ScanDamaged,      ///< the scan of a card of which nothing can be read
};

struct QrWarning {
    QrWarningCode code;
    std::optional<FieldName> field = {};
    std::optional<DamageCause> cause = {};  ///< what damaged the field, as far as it shows
    bool operator==(const QrWarning&) const = default;
};

/// What the law says about a field; nothing is wrong.
enum class QrNoteCode {
    NoPaperForOldNumber,  ///< no confirmation of an old or cancelled number may be asked for (Nghị định 58/2026/NĐ-CP)
};

struct QrNote {
    QrNoteCode code;
    std::optional<FieldName> field = {};
    bool operator==(const QrNote&) const = default;
};

/// From the issue date by law, never read from the code. An empty inner expiry means không thời hạn.
struct QrDerived {
    std::optional<std::optional<Date>> expiryDate;
    std::optional<std::string> issuingAuthority;
    bool operator==(const QrDerived&) const = default;
};

struct QrExtra {
    std::vector<std::string> fields;  ///< what stands behind the known fields, empty ones included, at most 64
    std::string raw;                  ///< the whole text as received, invalid bytes as U+FFFD
    bool operator==(const QrExtra&) const = default;
};

struct QrPayload {
    QrKind kind = QrKind::Text;
    std::optional<Citizen> citizen;  ///< source qr, never verified
    std::optional<QrDerived> derived;
    std::optional<QrExtra> extra;     ///< present with trailing fields, another layout, and damage, undone or not
    std::vector<QrWarning> warnings;  ///< each at most once a field
    std::vector<std::string> cancelledIdNumbers =
        {};  ///< former 12-digit numbers of the holder, beyond doubt; at most 16
    std::vector<QrNote> notes = {};
};

inline constexpr std::size_t maxQrBytes = 65536;

std::string_view wireName(QrKind kind);
std::string_view wireName(QrWarningCode code);
std::string_view wireName(QrNoteCode code);
std::string_view wireName(DamageCause cause);

/// Any bytes up to maxQrBytes give a payload, in linear time; a field that is visibly damaged is left out with a
/// warning. `now` bounds births and issues: later than the next day (time zones) is none, but where the clock stands
/// before this program was made, that day counts. Errors: ProtocolTooLarge.
Result<QrPayload> parseQr(
    std::string_view text,
    std::chrono::sys_seconds now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));

}  // namespace cccd_bridge::cccd
