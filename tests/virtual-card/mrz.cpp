#include "virtual-card/mrz.hpp"

#include "virtual-card/errors.hpp"

#include <algorithm>
#include <array>

namespace virtual_card {
namespace {

/// Base letters of U+1EA0 to U+1EF9, as runs; capital and small letters alternate.
char foldVietnameseBlock(char32_t letter) {
    struct Run {
        char32_t end;
        char base;
    };
    static constexpr std::array runs{Run{0x1EB8, 'A'}, Run{0x1EC8, 'E'}, Run{0x1ECC, 'I'},
                                     Run{0x1EE4, 'O'}, Run{0x1EF2, 'U'}, Run{0x1EFA, 'Y'}};
    return std::ranges::find_if(runs, [letter](const Run& run) { return letter < run.end; })->base;
}

char foldLatin1(char32_t letter) {
    const char32_t capital = letter & ~0x20u;
    if (capital >= 0xC0 && capital <= 0xC3) return 'A';
    if (capital >= 0xC8 && capital <= 0xCA) return 'E';
    if (capital >= 0xCC && capital <= 0xCD) return 'I';
    if (capital >= 0xD2 && capital <= 0xD5) return 'O';
    if (capital >= 0xD9 && capital <= 0xDA) return 'U';
    return capital == 0xDD ? 'Y' : '<';
}

/// One letter of the Vietnamese alphabet (in NFC) as it stands in an MRZ.
char foldLetter(char32_t letter) {
    if (letter >= 'a' && letter <= 'z') return static_cast<char>(letter - 'a' + 'A');
    if (letter < 0x80) return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter) : '<';
    if (letter <= 0xFF) return foldLatin1(letter);
    switch (letter & ~1u) {
        case 0x102:
            return 'A';
        case 0x110:
            return 'D';
        case 0x128:
            return 'I';
        case 0x168:
            return 'U';
        case 0x1A0:
            return 'O';
        default:
            break;
    }
    if (letter == 0x1AF || letter == 0x1B0) return 'U';
    return letter >= 0x1EA0 && letter <= 0x1EF9 ? foldVietnameseBlock(letter) : '<';
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

std::string mrzExpiry(const Holder& holder) { return holder.expiryDate ? mrzDate(*holder.expiryDate) : "991231"; }

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
    const std::string expiry = withCheckDigit(mrzExpiry(holder));
    const std::string filler(11, '<');
    const char composite = checkDigit(first.substr(5) + birth + expiry + filler);
    return first + birth + mrzSex(holder) + expiry + fill(document.nationality, 3) + filler + composite +
           fill(mrzName(holder), 30);
}

std::string buildTd3(const Document& document, const Holder& holder) {
    const std::string number = withCheckDigit(documentNumber(document, holder));
    const std::string birth = withCheckDigit(mrzDate(holder.dateOfBirth));
    const std::string expiry = withCheckDigit(mrzExpiry(holder));
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
        folded.push_back(foldLetter(decode(utf8.substr(0, length))));
        utf8.remove_prefix(length);
    }
    return folded;
}

std::string buildMrz(const Document& document, const Holder& holder) {
    return document.type == DocumentType::Td3 ? buildTd3(document, holder) : buildTd1(document, holder);
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
