#include "virtual-card/mrz.hpp"

#include "virtual-card/errors.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace virtual_card {
namespace {

/// Letters up to `last`, beginning after the run before, and how an MRZ spells them (9303-3 §6).
struct Run {
    char32_t last;
    std::string_view spelling;
};

/// From U+00C0; capital and small letters have rows of their own.
constexpr std::array latin1{Run{0xC5, "A"}, Run{0xC6, "AE"}, Run{0xC7, "C"},  Run{0xCB, "E"}, Run{0xCF, "I"},
                            Run{0xD0, "D"}, Run{0xD1, "N"},  Run{0xD6, "O"},  Run{0xD7, "<"}, Run{0xD8, "OE"},
                            Run{0xDC, "U"}, Run{0xDD, "Y"},  Run{0xDE, "TH"}, Run{0xDF, "SS"}};

/// From U+0100.
constexpr std::array latinExtended{
    Run{0x105, "A"}, Run{0x10D, "C"},  Run{0x111, "D"},  Run{0x11B, "E"}, Run{0x123, "G"}, Run{0x127, "H"},
    Run{0x131, "I"}, Run{0x133, "IJ"}, Run{0x135, "J"},  Run{0x137, "K"}, Run{0x138, "Q"}, Run{0x142, "L"},
    Run{0x14B, "N"}, Run{0x151, "O"},  Run{0x153, "OE"}, Run{0x159, "R"}, Run{0x161, "S"}, Run{0x167, "T"},
    Run{0x173, "U"}, Run{0x175, "W"},  Run{0x178, "Y"},  Run{0x17E, "Z"}, Run{0x17F, "S"}, Run{0x180, "B"}};

/// From U+1EA0, the Vietnamese block.
constexpr std::array vietnameseBlock{Run{0x1EB7, "A"}, Run{0x1EC7, "E"}, Run{0x1ECB, "I"},
                                     Run{0x1EE3, "O"}, Run{0x1EF1, "U"}, Run{0x1EF9, "Y"}};

std::string_view spellingIn(std::span<const Run> runs, char32_t letter) {
    return std::ranges::find_if(runs, [letter](const Run& run) { return letter <= run.last; })->spelling;
}

std::string_view foldLatin1(char32_t letter) {
    if (letter == 0xDF) return "SS";
    if (letter == 0xF7) return "<";
    if (letter == 0xFF) return "Y";
    return letter < 0xC0 ? "<" : spellingIn(latin1, letter & ~0x20u);
}

/// One letter (in NFC) as it stands in an MRZ.
std::string_view foldLetter(char32_t letter) {
    static constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    if (letter >= 'a' && letter <= 'z') return alphabet.substr(letter - 'a', 1);
    if (letter < 0x80) return letter >= 'A' && letter <= 'Z' ? alphabet.substr(letter - 'A', 1) : "<";
    if (letter <= 0xFF) return foldLatin1(letter);
    if (letter <= latinExtended.back().last) return spellingIn(latinExtended, letter);
    if (letter == 0x1A0 || letter == 0x1A1) return "O";
    if (letter == 0x1AF || letter == 0x1B0) return "U";
    if (letter == 0x243) return "B";
    if (letter == 0x1E9E) return "SS";
    return letter >= 0x1EA0 && letter <= vietnameseBlock.back().last ? spellingIn(vietnameseBlock, letter) : "<";
}

std::size_t sequenceLength(unsigned char lead) { return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4; }

char32_t decode(std::string_view sequence) {
    const auto lead = static_cast<unsigned char>(sequence[0]);
    if (sequence.size() == 1) return lead;
    char32_t value = lead & (0x7Fu >> sequence.size());
    for (char byte : sequence.substr(1)) value = value << 6 | (static_cast<unsigned char>(byte) & 0x3F);
    return value;
}

std::string fill(std::string text, std::size_t width) {
    text.resize(width, '<');
    return text;
}

std::string withCheckDigit(const std::string& text) { return text + checkDigit(text); }

/// YYMMDD; unknown month and day are fillers (9303-3 §4.8).
std::string mrzDate(const std::string& iso) {
    if (iso.size() == 4) return iso.substr(2) + "<<<<";
    return iso.substr(2, 2) + iso.substr(5, 2) + iso.substr(8, 2);
}

std::string mrzExpiry(const Document& document, const Holder& holder) {
    if (holder.expiryDate) return mrzDate(*holder.expiryDate);
    const bool birthday = document.lifetimeExpiry == LifetimeExpiry::Birthday;
    return birthday ? "99" + mrzDate(holder.dateOfBirth).substr(2) : "991231";
}

char mrzSex(const Holder& holder) { return holder.sex == "male" ? 'M' : holder.sex == "female" ? 'F' : '<'; }

/// First word, then the rest: họ << đệm < tên.
std::string mrzName(const Holder& holder) {
    std::string name = foldName(holder.fullName);
    if (const auto space = name.find('<'); space != std::string::npos) name.insert(space, 1, '<');
    return name;
}

std::string documentNumber(const Document& document, const Holder& holder) {
    if (!document.number.empty()) return fill(document.number, 9);
    return holder.idNumber.substr(holder.idNumber.size() - 9);
}

std::string buildTd1(const Document& document, const Holder& holder) {
    const std::string number = documentNumber(document, holder);
    const bool vietnamese = document.issuer == "VNM";
    const std::string optional =
        vietnamese ? holder.idNumber + "<<" + checkDigit(holder.idNumber) : std::string(15, '<');
    const std::string first = "ID" + fill(document.issuer, 3) + withCheckDigit(number) + optional;
    const std::string birth = withCheckDigit(mrzDate(holder.dateOfBirth));
    const std::string expiry = withCheckDigit(mrzExpiry(document, holder));
    const std::string filler(11, '<');
    const char composite = checkDigit(first.substr(5) + birth + expiry + filler);
    return first + birth + mrzSex(holder) + expiry + fill(document.nationality, 3) + filler + composite +
           fill(mrzName(holder), 30);
}

std::string buildTd2(const Document& document, const Holder& holder) {
    const std::string number = withCheckDigit(documentNumber(document, holder));
    const std::string birth = withCheckDigit(mrzDate(holder.dateOfBirth));
    const std::string expiry = withCheckDigit(mrzExpiry(document, holder));
    const std::string optional(7, '<');
    return "I<" + fill(document.issuer, 3) + fill(mrzName(holder), 31) + number + fill(document.nationality, 3) +
           birth + mrzSex(holder) + expiry + optional + checkDigit(number + birth + expiry + optional);
}

std::string buildTd3(const Document& document, const Holder& holder) {
    const std::string number = withCheckDigit(documentNumber(document, holder));
    const std::string birth = withCheckDigit(mrzDate(holder.dateOfBirth));
    const std::string expiry = withCheckDigit(mrzExpiry(document, holder));
    const std::string personal = withCheckDigit(fill(document.issuer == "VNM" ? holder.idNumber : "", 14));
    return "P<" + fill(document.issuer, 3) + fill(mrzName(holder), 39) + number + fill(document.nationality, 3) +
           birth + mrzSex(holder) + expiry + personal + checkDigit(number + birth + expiry + personal);
}

}  // namespace

char checkDigit(std::string_view text) {
    static constexpr std::array weights{7, 3, 1};
    int sum = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char character = text[i];
        const int value = character >= '0' && character <= '9'   ? character - '0'
                          : character >= 'A' && character <= 'Z' ? character - 'A' + 10
                                                                 : 0;
        sum += value * weights[i % 3];
    }
    return static_cast<char>('0' + sum % 10);
}

std::string foldName(std::string_view utf8) {
    std::string folded;
    while (!utf8.empty()) {
        const std::size_t length = std::min(sequenceLength(static_cast<unsigned char>(utf8[0])), utf8.size());
        folded.append(foldLetter(decode(utf8.substr(0, length))));
        utf8.remove_prefix(length);
    }
    return folded;
}

std::string buildMrz(const Document& document, const Holder& holder) {
    switch (document.type) {
        case DocumentType::Td1:
            return buildTd1(document, holder);
        case DocumentType::Td2:
            return buildTd2(document, holder);
        case DocumentType::Td3:
            return buildTd3(document, holder);
    }
    throw CardFileError("unknown type of document");
}

std::string mrzInformation(std::string_view mrz) {
    const auto part = [mrz](std::size_t from, std::size_t count) { return std::string(mrz.substr(from, count)); };
    switch (mrz.size()) {
        case 90:
            return part(5, 10) + part(30, 7) + part(38, 7);
        case 88:
            return part(44, 10) + part(57, 7) + part(65, 7);
        case 72:
            return part(36, 10) + part(49, 7) + part(57, 7);
        default:
            throw CardFileError("the MRZ has an unknown length");
    }
}

}  // namespace virtual_card
