// What an input method that was left on makes of a scanner's keys: data/unikey.txt has what a real one made of them.
#include "cccd/text_damage.hpp"
#include "parsed.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <fstream>
#include <string>

using namespace cccd_bridge::cccd;
using cccd_bridge::test::warns;

namespace {

// What stands in a field is the truth, or is marked.
bool isTrueOrMarked(const QrPayload& payload, const TextField& field, FieldName name, const std::string& truth) {
    return !field || field->value == truth || warns(payload, QrWarningCode::MarksMissing, name);
}

std::string fieldOf(const std::string& text, int index) {
    std::size_t begin = 0;
    for (int at = 0; at < index; ++at) begin = text.find('|', begin) + 1;
    return text.substr(begin, text.find('|', begin) - begin);
}

}  // namespace

TEST_CASE("no letter that Telex or VNI of a real engine rewrote is believed") {
    std::ifstream file(CCCD_SOURCE_DIR "/tests/unit/cccd/data/unikey.txt");
    int count = 0;
    std::string truth;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("= ")) {
            truth = line.substr(2);
            continue;
        }
        ++count;
        CAPTURE(line);
        const auto payload = cccd_bridge::test::parse(line);
        if (!payload.citizen) continue;
        CHECK(isTrueOrMarked(payload, payload.citizen->fullName, FieldName::FullName, fieldOf(truth, 2)));
        CHECK(
            isTrueOrMarked(payload, payload.citizen->placeOfResidence, FieldName::PlaceOfResidence, fieldOf(truth, 5)));
        CHECK((!payload.citizen->idNumber || payload.citizen->idNumber->value == fieldOf(truth, 0)));
    }
    CHECK(count >= 100);
}

TEST_CASE("vowels that stand behind each other in no syllable are an input method's") {
    for (const std::string damaged : {"Buôn Kô Sỉe, Đắk Lắk", "Lỉo Văn Nam", "Đăk Ưer", "SỈE"}) {
        CAPTURE(damaged);
        CHECK(isVisiblyDamaged(damaged, TextRole::Name));
        CHECK(likelyCause(damaged) == DamageCause::InputMethod);
    }
    for (const std::string intact : {"Thị Huệ, Hoà, Hòa, Thúy, Thuý, Khỏe, Quế, Mía, Mưa, Cứu, Khuỷu, Bưởi, Giúp, Gió",
                                     "HUỲNH THỊ THÚY KIỀU", "Y Siêu Êban", "Ksor H'Wiê", "Nông Trường Đắk Mil",
                                     "Néang Sóc Phon", "CHAMALÉA THỊ ĐIÊU", "Pơlóong Thị Mẫu", "CưEwi"}) {
        CAPTURE(intact);
        CHECK_FALSE(isVisiblyDamaged(intact, TextRole::Name));
    }
    CHECK_FALSE(isVisiblyDamaged("Căn hộA1205, tổA, phốE, xãEa Kar", TextRole::Address));
}

TEST_CASE("letters before six digits and more are not believed, house and road numbers are") {
    for (const std::string damaged : {"Nguyê25187131n", "Xã Tha225186161nh Lợi", "A225187133"})
        CHECK(isVisiblyDamaged(damaged, TextRole::Address));
    for (const std::string intact :
         {"Số 12345, ĐT743a, KP12, Tổ 5", "A12345 Hà Nội", "Km1205, Đường QL14", "P102005, nhà CT2051208"})
        CHECK_FALSE(isVisiblyDamaged(intact, TextRole::Address));
}
