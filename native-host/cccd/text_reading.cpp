#include "cccd/text_reading.hpp"

#include "cccd/exact_damage.hpp"
#include "cccd/invisible_marks.hpp"
#include "cccd/mark_loss.hpp"
#include "cccd/text.hpp"
#include "cccd/vietnamese_letters.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

namespace cccd_bridge::cccd {
namespace {

constexpr std::size_t maxScanned = 8 * maxTextBytes;  // damage makes a text longer, but not more than this
constexpr std::size_t maxSexBytes = 64;
constexpr char separator = '|';

struct Texts {
    std::string name, sex, address;
    bool operator==(const Texts&) const = default;
};

struct Repair {
    Texts texts;
    DamageCause cause;
};

std::string cleaned(std::string_view received) { return toNfcLossy(withoutInvisibleMarks(received)); }

Texts cleaned(const ScannedTexts& scanned) {
    return {cleaned(scanned.name), cleaned(scanned.sex), cleaned(scanned.address)};
}

bool isDamaged(std::string_view text, TextRole role) {
    return !text.empty() && (text.size() > maxTextBytes || isVisiblyDamaged(text, role));
}

// "Nữ" without its marks, or with others, is understood, but shows damage of the whole scan.
bool isIntactSex(std::string_view text) {
    constexpr std::array<std::string_view, 7> intact{"", "Nam", "NAM", "Nữ", "NỮ", "Khác", "KHÁC"};
    return std::ranges::find(intact, text) != intact.end();
}

// `nAM`, `nữ`: a card's sex begins with a capital, so the keyboard exchanged capitals and small letters everywhere.
bool showsCapsLock(std::string_view sex) { return !sex.empty() && (sex.front() == 'n' || sex.front() == 'k'); }

bool looksIntact(const std::string& text, TextRole role) { return !isDamaged(text, role) && !hasGuestLetters(text); }

bool looksIntact(const Texts& texts) {
    return looksIntact(texts.name, TextRole::Name) && looksIntact(texts.address, TextRole::Address) &&
           isIntactSex(texts.sex);
}

std::string joined(const ScannedTexts& scanned) {
    return std::string(scanned.name)
        .append(1, separator)
        .append(scanned.sex)
        .append(1, separator)
        .append(scanned.address);
}

std::optional<Texts> split(std::string_view text) {
    const auto first = text.find(separator);
    if (first == std::string_view::npos) return std::nullopt;
    const auto second = text.find(separator, first + 1);
    if (second == std::string_view::npos || text.find(separator, second + 1) != std::string_view::npos)
        return std::nullopt;
    return Texts{std::string(text.substr(0, first)), std::string(text.substr(first + 1, second - first - 1)),
                 std::string(text.substr(second + 1))};
}

// Every text that an exact damage may have made what was received, each once.
std::vector<Repair> possibleRepairs(const ScannedTexts& scanned) {
    std::vector<Repair> repairs;
    const auto received = joined(scanned);
    if (received.size() > maxScanned) return repairs;
    for (const auto& damage : exactDamages()) {
        const auto undone = damage.undo(received);
        if (!undone || *undone == received) continue;
        auto texts = split(toNfcLossy(*undone));
        if (!texts || !looksIntact(*texts)) continue;
        const bool isNew = std::ranges::find(repairs, *texts, &Repair::texts) == repairs.end();
        if (isNew) repairs.push_back({*std::move(texts), damage.cause});
    }
    return repairs;
}

struct DamagedSex {
    std::string_view text;
    DamageCause cause;
};
// What damage that cannot be undone makes of "Nữ" (U+1EEF); no other sex begins with N and goes on like this.
constexpr std::array<DamagedSex, 11> damagedFemale{{
    {"N7919", DamageCause::CodePointNumbers},
    {"N\u2229", DamageCause::OemGlyphs},  // byte EF in code page 437, 850, 1252 and 1250
    {"N\u00B4", DamageCause::OemGlyphs},
    {"N\u00EF", DamageCause::OemGlyphs},
    {"N\u010F", DamageCause::OemGlyphs},
    {"N?", DamageCause::LostBytes},
    {"N??", DamageCause::LostBytes},
    {"N???", DamageCause::LostBytes},
    {"N\uFFFD", DamageCause::LostBytes},
    {"N\uFFFD\uFFFD", DamageCause::LostBytes},
    {"N\uFFFD\uFFFD\uFFFD", DamageCause::LostBytes},
}};

void readSex(TextReadings& readings, std::string_view text) {
    readings.sex = sexFromVietnamese(text);
    if (isIntactSex(text)) return;
    readings.sexState = TextState::Repaired;
    readings.sexCause = showsCapsLock(text) ? DamageCause::CapsLock : DamageCause::Unknown;
    if (readings.sex) return;
    for (const auto& damage : exactDamages()) {
        const auto undone = damage.undo(text);
        if (!undone || !isIntactSex(*undone)) continue;
        readings.sex = sexFromVietnamese(*undone);
        readings.sexCause = damage.cause;
        return;
    }
    const auto* known = std::ranges::find(damagedFemale, text, &DamagedSex::text);
    if (known != damagedFemale.end()) {
        readings.sex = Sex::Female;
        readings.sexCause = known->cause;
        return;
    }
    readings.sexState = TextState::Damaged;
    readings.sexCause = likelyCause(text);
}

TextReading intact(std::string_view text) { return {.text = collapseSpaces(text)}; }

TextReading damaged(DamageCause cause) { return {.state = TextState::Damaged, .cause = cause}; }

TextReading repaired(const std::string& received, const std::string& text, DamageCause cause) {
    if (received == text) return intact(text);
    return {.state = TextState::Repaired, .text = collapseSpaces(text), .cause = cause};
}

// What all ways to repair the scan agree on; the rest is damaged.
TextReadings readRepaired(const Texts& nfc, const std::vector<Repair>& repairs) {
    TextReadings readings;
    const auto& first = repairs.front();
    const auto agreed = [&](std::string Texts::* text) {
        return std::ranges::all_of(repairs,
                                   [&](const Repair& repair) { return repair.texts.*text == first.texts.*text; });
    };
    const auto read = [&](std::string Texts::* text) {
        return agreed(text) ? repaired(nfc.*text, first.texts.*text, first.cause) : damaged(first.cause);
    };
    readings.name = read(&Texts::name);
    readings.address = read(&Texts::address);
    readings.sex = sexFromVietnamese(first.texts.sex);
    if (nfc.sex != first.texts.sex) {
        readings.sexState = TextState::Repaired;
        readings.sexCause = first.cause;
    }
    return readings;
}

// A text alone, when the scan as a whole could not be repaired: only one way may lead to it, and one of misreading
// bytes has to give a letter that proves it.
std::optional<TextReading> repairAlone(std::string_view received, TextRole role) {
    std::optional<TextReading> found;
    if (received.size() > maxScanned) return found;
    for (const auto& damage : exactDamages()) {
        const auto undone = damage.undo(received);
        if (!undone || *undone == received) continue;
        const auto text = toNfcLossy(*undone);
        if (!looksIntact(text, role) || (damage.cause == DamageCause::Mojibake && !provesUnicode(text))) continue;
        if (found && found->text != collapseSpaces(text)) return std::nullopt;
        found = TextReading{.state = TextState::Repaired, .text = collapseSpaces(text), .cause = damage.cause};
    }
    return found;
}

// One text when the whole could not be repaired; `other` is what damaged something else in the scan, `proven` whether
// something in it proves that Unicode came through.
TextReading readAlone(std::string_view received, const std::string& text, TextRole role,
                      std::optional<DamageCause> other, bool proven) {
    if (text.empty()) return {};
    if (isDamaged(text, role)) return repairAlone(received, role).value_or(damaged(likelyCause(text)));
    const bool doubtful = other && (!provesUnicode(received) || mayBeAnother(text));
    if (doubtful) return damaged(*other);
    if (!hasGuestLetters(text)) return intact(text);
    if (other || !proven) return damaged(other.value_or(likelyCause(text)));
    return {.state = TextState::MarksMissing, .text = collapseSpaces(text)};
}

// Letters of other languages are damage where nothing proves that they are no glyphs.
std::optional<DamageCause> damageOf(std::string_view text, TextRole role, bool proven) {
    const bool shown = isDamaged(text, role) || (!proven && hasGuestLetters(text));
    return shown ? std::optional(likelyCause(text)) : std::nullopt;
}

struct Words {
    int plain = 0;
    int marked = 0;
};

void countWords(std::string_view text, Words& words) {
    while (!text.empty()) {
        const auto word = text.substr(0, text.find(' '));
        text.remove_prefix(std::min(text.size(), word.size() + 1));
        const bool marked = std::ranges::any_of(word, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
        ++(marked ? words.marked : words.plain);
    }
}

// One word with marks among many plain ones may be an input method's ("Kor" typed as Telex is "Kỏ"): it proves
// nothing. Undamaged, a card's text has marks in most of its words.
bool isProven(const ScannedTexts& scanned) {
    constexpr int plainForOne = 7;
    Words words;
    for (const std::string_view text : {scanned.name, scanned.sex, scanned.address}) countWords(text, words);
    if (words.marked < 2 && words.plain > plainForOne) return false;
    return provesUnicode(scanned.name) || provesUnicode(scanned.sex) || provesUnicode(scanned.address) ||
           fitsNoCodePage(joined(scanned));
}

void castDoubt(TextReadings& readings, const Texts& nfc) {
    const auto doubt = doubtAbout(nfc.name, nfc.address);
    for (auto* reading : {&readings.name, &readings.address}) {
        if (reading->text.empty()) continue;
        if (doubt == Doubt::Possible) {
            reading->state = TextState::MarksMissing;
        } else {
            *reading = damaged(DamageCause::Unknown);
        }
    }
}

TextReadings readUnrepaired(const ScannedTexts& scanned, const Texts& nfc) {
    TextReadings readings;
    readSex(readings, nfc.sex);
    const bool proven = isProven(scanned);
    const auto nameDamage = damageOf(nfc.name, TextRole::Name, proven);
    const auto addressDamage = damageOf(nfc.address, TextRole::Address, proven);
    const auto& sexDamage = readings.sexCause;
    readings.name =
        readAlone(scanned.name, nfc.name, TextRole::Name, addressDamage ? addressDamage : sexDamage, proven);
    readings.address =
        readAlone(scanned.address, nfc.address, TextRole::Address, nameDamage ? nameDamage : sexDamage, proven);
    if (!nameDamage && !addressDamage && !sexDamage && !proven) castDoubt(readings, nfc);
    return readings;
}

TextReadings readWithCapsLock(const Texts& nfc) {
    TextReadings readings;
    readSex(readings, nfc.sex);
    if (!nfc.name.empty()) readings.name = damaged(DamageCause::CapsLock);
    if (!nfc.address.empty()) readings.address = damaged(DamageCause::CapsLock);
    return readings;
}

}  // namespace

TextReadings readTexts(const ScannedTexts& scanned) {
    const auto nfc = cleaned(scanned);
    if (showsCapsLock(nfc.sex)) return readWithCapsLock(nfc);
    const auto repairs = possibleRepairs(scanned);
    if (!repairs.empty() && !looksIntact(nfc)) return readRepaired(nfc, repairs);
    auto readings = readUnrepaired(scanned, nfc);
    for (const auto& repair : repairs) {
        if (repair.texts.name != nfc.name) readings.name = damaged(repair.cause);
        if (repair.texts.address != nfc.address) readings.address = damaged(repair.cause);
    }
    return readings;
}

bool holdsSex(std::string_view text) {
    constexpr std::string_view initials = "NnKk";  // Nam, Nữ, Khác: no damage changes the first letter
    if (text.empty() || text.size() > maxSexBytes || initials.find(text.front()) == std::string_view::npos)
        return false;
    TextReadings readings;
    readSex(readings, cleaned(text));
    return readings.sex.has_value();
}

}  // namespace cccd_bridge::cccd
