#include "cccd/id_number.hpp"
#include "cccd/text.hpp"
#include "shared_data.hpp"

#include <array>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

using namespace cccd_bridge;
using namespace cccd_bridge::cccd;
using cccd_bridge::test::sharedData;

namespace {

std::string utf8(unsigned long codePoint) {
    std::string out;
    if (codePoint < 0x80) return std::string(1, static_cast<char>(codePoint));
    if (codePoint < 0x800) {
        out += static_cast<char>(0xC0 | codePoint >> 6);
    } else if (codePoint < 0x10000) {
        out += static_cast<char>(0xE0 | codePoint >> 12);
        out += static_cast<char>(0x80 | (codePoint >> 6 & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | codePoint >> 18);
        out += static_cast<char>(0x80 | (codePoint >> 12 & 0x3F));
        out += static_cast<char>(0x80 | (codePoint >> 6 & 0x3F));
    }
    return out += static_cast<char>(0x80 | (codePoint & 0x3F));
}

std::string fromCodePoints(const std::string& hexadecimal) {
    std::istringstream words(hexadecimal);
    std::string out, word;
    while (words >> word) out += utf8(std::stoul(word, nullptr, 16));
    return out;
}

}  // namespace

TEST_CASE("NFC rows of Unicode's NormalizationTest with Vietnamese letters") {
    const auto folder = sharedData("unicode-vi");
    if (!folder) return;
    std::ifstream file(*folder / "NormalizationTest-vi.txt");
    int rows = 0;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.starts_with('#') || line.starts_with('@')) continue;
        std::array<std::string, 5> columns;
        std::istringstream cells(line);
        for (auto& column : columns) {
            std::getline(cells, column, ';');
            column = fromCodePoints(column);
        }
        // NFC conformance (Unicode, header of NormalizationTest.txt): c2 = NFC of c1, c2, c3; c4 = NFC of c4, c5.
        for (const int at : {0, 1, 2}) CHECK(normaliseNfc(columns[static_cast<std::size_t>(at)]).value() == columns[1]);
        for (const int at : {3, 4}) CHECK(normaliseNfc(columns[static_cast<std::size_t>(at)]).value() == columns[3]);
        ++rows;
    }
    CHECK(rows > 150);
}

TEST_CASE("place codes are the statistics office's province codes of January 2025") {
    const auto folder = sharedData("admin-units");
    if (!folder) return;
    std::ifstream file(*folder / "nso" / "Xa_2025-01-04.csv");
    std::map<std::string, std::string> provinces;
    for (std::string line; std::getline(file, line);) {
        std::istringstream cells(line);
        std::string name, code;
        std::getline(cells, name, ',');
        std::getline(cells, code, ',');
        if (code.size() == 2) provinces["0" + code] = name;
    }
    REQUIRE(provinces.size() == 63);
    for (const auto& [code, name] : provinces) {
        CAPTURE(code);
        const auto facts = readIdNumber(code + "199990001");
        REQUIRE(facts);
        REQUIRE(facts->provinceName);
        if (code != "046")  // renamed on 1 January 2025
            CHECK(foldForSearch(name).ends_with(foldForSearch(*facts->provinceName)));
    }
}
