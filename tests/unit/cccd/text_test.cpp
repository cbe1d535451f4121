#include "cccd/text.hpp"

#include <doctest/doctest.h>

#include <ctime>
#include <fstream>
#include <sstream>
#include <string>

using namespace cccd_bridge;
using namespace cccd_bridge::cccd;

namespace {

std::string utf8(unsigned long codePoint) {
    std::string out;
    if (codePoint < 0x80) {
        out += static_cast<char>(codePoint);
    } else if (codePoint < 0x800) {
        out += static_cast<char>(0xC0 | codePoint >> 6);
        out += static_cast<char>(0x80 | (codePoint & 0x3F));
    } else {
        out += static_cast<char>(0xE0 | codePoint >> 12);
        out += static_cast<char>(0x80 | (codePoint >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (codePoint & 0x3F));
    }
    return out;
}

std::string fromCodePoints(const std::string& hexadecimal) {
    std::istringstream words(hexadecimal);
    std::string out, word;
    while (words >> word) out += utf8(std::stoul(word, nullptr, 16));
    return out;
}

}  // namespace

TEST_CASE("every spelling of the 146 Vietnamese letters comes out in NFC") {
    std::ifstream file(CCCD_SOURCE_DIR "/tests/unit/cccd/data/vi_letters.txt");
    REQUIRE(file);
    int letters = 0, spellings = 0;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with('#')) continue;
        std::istringstream cells(line);
        std::string cell;
        std::getline(cells, cell, ';');
        const auto nfc = fromCodePoints(cell);
        ++letters;
        while (std::getline(cells, cell, ';')) {
            ++spellings;
            CHECK(normaliseNfc(fromCodePoints(cell)).value() == nfc);
            CHECK(normaliseNfc("x" + fromCodePoints(cell) + "x").value() == "x" + nfc + "x");
        }
    }
    CHECK(letters == 146);
    CHECK(spellings == 394);
}

TEST_CASE("text that is not UTF-8 is refused, or replaced where asked") {
    for (const char* bad : {"\x80", "a\xC3", "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE1\xBB", "\xFF\xFE"}) {
        CAPTURE(std::string(bad));
        CHECK_FALSE(isValidUtf8(bad));
        REQUIRE_FALSE(normaliseNfc(bad));
        CHECK(normaliseNfc(bad).error().code == ErrorCode::TextInvalidUtf8);
        CHECK(isValidUtf8(replaceInvalidUtf8(bad)));
        CHECK(toNfcLossy(bad).find("\uFFFD") != std::string::npos);
    }
    CHECK(replaceInvalidUtf8("Nguy\xE1n") == "Nguy\uFFFDn");
    CHECK(normaliseNfc("").value().empty());
}

TEST_CASE("long runs of combining marks cost linear time") {
    std::string marks = "a";
    for (int i = 0; i < 16000; ++i) marks += i % 2 == 0 ? "\u0301" : "\u0323";
    const std::clock_t start = std::clock();
    CHECK(normaliseNfc(marks).has_value());
    CHECK(std::clock() - start < 2 * CLOCKS_PER_SEC);
}

TEST_CASE("spaces, capitals, marks") {
    CHECK(collapseSpaces("  Nguyễn \t\u00A0 Thị\r\nMẫu ") == "Nguyễn Thị Mẫu");
    CHECK(collapseSpaces(" \n ").empty());
    CHECK(toUpper("nguyễn thị đỗ ước") == "NGUYỄN THỊ ĐỖ ƯỚC");
    CHECK(stripDiacritics("Đặng Thị Hường đỗ ước") == "Dang Thi Huong do uoc");
    CHECK(foldForSearch(" Không  thời hạn") == "KHONG THOI HAN");
    CHECK(foldForMrz("Y Khă-Niê H'Bia") == "Y KHA NIE HBIA");
    CHECK(foldForMrz("Đỗ Ngọc Ưu") == "DO NGOC UU");
    // Letters that do not decompose, of minorities' and of foreign names (ICAO 9303-3 §6).
    CHECK(foldForMrz("Y Ƀăm ƀing Niê Kdăm Ŏng ŏ") == "Y BAM BING NIE KDAM ONG O");
    CHECK(foldForMrz("Æ æ Ð ð Ø ø Þ þ ß ẞ") == "AE AE D D OE OE TH TH SS SS");
    CHECK(foldForMrz("Ħ ħ ı Ĳ ĳ ĸ Ŀ ŀ Ł ł ŉ Ŋ ŋ Œ œ Ŧ ŧ") == "H H I IJ IJ Q L L L L N N N OE OE T T");
    CHECK(isPlainText("Số 12/3, đường Lê Lợi (cũ)"));
    CHECK_FALSE(isPlainText("a\u202Eb"));
    CHECK_FALSE(isPlainText("a\u0007b"));
    CHECK_FALSE(isPlainText("a\u0085b"));
    CHECK_FALSE(isPlainText("a\uFFFD"));
}

TEST_CASE("texts are compared in steps") {
    struct Row {
        const char* left;
        const char* right;
        TextDifference difference;
    };
    const Row rows[] = {
        {"Nguyễn Thị Mẫu", "Nguyễn Thị Mẫu", TextDifference::None},
        {"Nguye\u0302\u0303n", "Nguyễn", TextDifference::None},
        {"NGUYỄN THỊ MẪU", "Nguyễn  Thị Mẫu", TextDifference::Layout},
        {"Hoà", "Hòa", TextDifference::Layout},
        {"thuỷ", "THỦY", TextDifference::Layout},
        {"Nguyễn Thị Mẫu", "Nguyen Thi Mau", TextDifference::Diacritics},
        {"Hòa", "Hóa", TextDifference::Diacritics},
        {"Đông", "Dong", TextDifference::Diacritics},
        {"Hoà An", "Hoa Àn", TextDifference::Diacritics},
        {"Nguyễn Thị Mẫu", "Trần Văn Thử", TextDifference::Different},
        {"", "a", TextDifference::Different},
    };
    for (const auto& row : rows) {
        CAPTURE(std::string(row.left));
        CAPTURE(std::string(row.right));
        CHECK(compareText(row.left, row.right) == row.difference);
        CHECK(compareText(row.right, row.left) == row.difference);
    }
}
