#include "cccd/scan_encoding.hpp"

#include "base/text.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;
using namespace cccd_bridge::cccd;

namespace {

DecodedScan decode(std::string_view bytes) {
    return decodeScan({reinterpret_cast<const Byte*>(bytes.data()), bytes.size()});
}

std::string textOf(std::string_view bytes, TextEncoding encoding) {
    const DecodedScan scan = decode(bytes);
    CHECK(scan.encoding == encoding);
    CHECK_FALSE(scan.damaged);
    return composed(scan.text);
}

}  // namespace

TEST_CASE("UTF-8, with and without its mark, is taken as it is") {
    CHECK(textOf("Nguyễn Thị Mẫu", TextEncoding::Utf8) == "Nguyễn Thị Mẫu");
    CHECK(textOf("\xEF\xBB\xBF"
                 "Mẫu\r\n",
                 TextEncoding::Utf8) == "Mẫu");
    CHECK(textOf("", TextEncoding::Utf8).empty());
}

TEST_CASE("UTF-16 in both orders, by its mark or its zeros; half a character is damage") {
    CHECK(textOf({"\xFF\xFE"
                  "M\0\xAB\x1Eu\0\r\0",
                  10},
                 TextEncoding::Utf16) == "Mẫu");
    CHECK(textOf({"\xFE\xFF\0M\x1E\xABu", 6}, TextEncoding::Utf16) == "Mẫ");
    CHECK(textOf({"1\0"
                  "2\0|\0\xAB\x1E",
                  8},
                 TextEncoding::Utf16) == "12|ẫ");
    CHECK(textOf({"\0"
                  "1\0"
                  "2\0|\x1E\xAB",
                  8},
                 TextEncoding::Utf16) == "12|ẫ");
    CHECK(textOf({"\xFF\xFE\x3D\xD8\x00\xDE", 6}, TextEncoding::Utf16) == "😀");
    CHECK(decode({"\xFF\xFE\x3D\xD8", 4}).damaged);
    CHECK(decode({"\xFF\xFEx", 3}).damaged);
}

TEST_CASE("Windows-1258 where it is certain") {
    // As another implementation (Python's codec) writes it.
    CHECK(
        textOf("Nguy\xEA\xDEn Thi\xF2 M\xE2\xDEu|1 Ph\xF4\xEC M\xE2\xDEu, H\xE0 N\xF4\xF2i, \xD0\xFD\xF5\xCCng Ly\xEC",
               TextEncoding::Windows1258) == "Nguyễn Thị Mẫu|1 Phố Mẫu, Hà Nội, Đường Lý");
}

TEST_CASE("what may be another encoding is damaged, and no letter is guessed") {
    for (const std::string_view bytes : {
             "L\xEA",                       // Lê, or Lờ in TCVN3
             "Nguy\xD4n",                   // Nguyễn in TCVN3, NguyÔn in 1258
             "Nguye\xE3n Tho\xF2 Ma\xE3u",  // VNI
             "Thi\xF2",                     // Thị, or Latin-1
             "Nguy\xEA\xDEn \xAB",          // no letter
             "Nguy\xEA\xDEn h\xF2",         // a tone without a vowel
             "\xDEn",
         }) {
        const DecodedScan scan = decode(bytes);
        CHECK(scan.encoding == TextEncoding::Unknown);
        CHECK(scan.damaged);
    }
}
