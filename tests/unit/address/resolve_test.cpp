#include "address/resolve.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

using namespace cccd_bridge::address;

namespace {

// "exact CODE|detail", "ambiguous CODE CODE|detail" or "unresolved|text".
std::string outcome(std::string_view text, Era era = Era::Unknown) {
    const auto resolution = resolve(text, era);
    REQUIRE(resolution);
    if (resolution->status == Status::Exact) return "exact " + resolution->commune->code + "|" + resolution->detail;
    if (resolution->status == Status::Unresolved) return "unresolved|" + resolution->detail;
    std::string out = "ambiguous";
    for (const Candidate& candidate : resolution->candidates) out += " " + candidate.commune.code;
    return out + "|" + resolution->detail;
}

std::string unresolved(std::string_view text) { return "unresolved|" + std::string(text); }

}  // namespace

TEST_CASE("cards of every age") {
    CHECK(outcome("Tổ 10 Ấp An Thái, Hòa Bình, Chợ Mới, An Giang") == "exact 30673|Tổ 10 Ấp An Thái");
    CHECK(outcome("Tổ 6, Khu Phố 1,, Uyên Hưng, Tân Uyên, Bình Dương") == "exact 25888|Tổ 6, Khu Phố 1");
    CHECK(outcome("Thôn Lai Ổn, An Quý, Quỳnh Phụ, Thái Bình") == "exact 12526|Thôn Lai Ổn");
    CHECK(outcome("An Quý, Quỳnh Phụ, Thái Bình") == "exact 12526|");
    CHECK(outcome("Tổ 2, Khu phố Phụ Đức, Bồng Sơn, Hoài Nhơn, Bình Định") == "exact 21640|Tổ 2, Khu phố Phụ Đức");
    CHECK(outcome("KP 2, P. Bình Thọ, TP. Thủ Đức, TP Hồ Chí Minh") == "exact 26824|KP 2");
    CHECK(outcome("X. An Thọ, H. An Lão, HP") == "exact 11674|");
    CHECK(outcome("P4, Q8, TPHCM, Việt Nam") == outcome("Phường 04, Quận 8, Thành phố Hồ Chí Minh"));
    CHECK(outcome("Phường Phước Long A, Quận 9, TP. Hồ Chí Minh") == "exact 26848|");
    CHECK(outcome("12 Lê Lợi, Phường Lê Thanh Nghị, Thành phố Hải Phòng", Era::TwoLevels) == "exact 10532|12 Lê Lợi");
    CHECK(outcome("Xã Trảng Bom, Tỉnh Đồng Nai", Era::TwoLevels) == "exact 26248|");
    CHECK(outcome("Phường Trảng Bom, Thành phố Đồng Nai", Era::TwoLevels) == "exact 26248|");
}

TEST_CASE("a split commune is asked, with its old units and what stands before it") {
    const auto resolution = resolve("Tổ 3, Phường Ngọc Hà, Quận Ba Đình, Hà Nội", Era::ThreeLevels);
    REQUIRE(resolution);
    CHECK(resolution->status == Status::Ambiguous);
    CHECK(resolution->detail == "Tổ 3");
    CHECK_FALSE(resolution->commune.has_value());
    CHECK(resolution->province->name == "Thành phố Hà Nội");
    CHECK(resolution->old->district.name == "Quận Ba Đình");
    CHECK(resolution->old->commune->code == "00016");
    REQUIRE(resolution->candidates.size() == 2);
    CHECK(resolution->candidates[0].reason == Reason::Split);
    const auto hint = resolve("Phường Ngọc Thụy, Quận Long Biên, Hà Nội", Era::Unknown);
    CHECK(hint->candidates[1].reason == Reason::WholePopulation);
    const auto doubt = resolve("Thị trấn Thủ Thừa, Huyện Thủ Thừa, Tỉnh Long An", Era::Unknown);
    CHECK(doubt->status == Status::Ambiguous);
    CHECK(doubt->candidates[1].reason == Reason::SourcesDisagree);
}

TEST_CASE("marks and kinds tell namesakes apart; without them they are asked") {
    CHECK(outcome("Xã Cẩm Giang, Thành phố Hải Phòng", Era::TwoLevels) == "exact 10888|");
    CHECK(outcome("Xã Cẩm Giàng, Thành phố Hải Phòng", Era::TwoLevels) == "exact 10903|");
    CHECK(outcome("Xa Cam Giang, Thanh pho Hai Phong", Era::TwoLevels).starts_with("ambiguous"));
    CHECK(outcome("Xã Cẩm Giạng, Thành phố Hải Phòng", Era::TwoLevels).starts_with("ambiguous"));
    CHECK(outcome("Thị trấn An Lão, Huyện An Lão, Thành phố Hải Phòng") == "exact 11629|");
    CHECK(outcome("Huyện An Lão, Thành phố Hải Phòng") == unresolved("Huyện An Lão, Thành phố Hải Phòng"));
    CHECK(outcome("Xã Ba Chẽ, Tỉnh Quảng Ninh", Era::TwoLevels) == "exact 06970|");
    CHECK(outcome("Ea M’Doal, M’Đrăk, Daklak") == outcome("Ea M'Doal, M'Đrắk, Đắk Lắk"));
    CHECK(outcome("Hoà Thuỷ, Lệ Thuỷ, Quảng Bình") == outcome("Hòa Thủy, Lệ Thủy, Quảng Bình"));
    CHECK(outcome("Yên Bình, Yên Bình, Yên Bái").starts_with("ambiguous"));
    CHECK(outcome("Thị trấn Yên Bình, Yên Bình, Yên Bái") == "exact 04714|");
    CHECK(outcome("Kỳ Tân, Kỳ Anh, Hà Tĩnh").starts_with("exact"));
    CHECK(outcome("Kỳ Tân, Thị xã Kỳ Anh, Hà Tĩnh") == unresolved("Kỳ Tân, Thị xã Kỳ Anh, Hà Tĩnh"));
}

TEST_CASE("islands without communes") {
    CHECK(outcome("Khu 5, Bạch Long Vĩ, Hải Phòng") == "exact 11948|Khu 5");
    CHECK(outcome("Thôn 2, Huyện Lý Sơn, Quảng Ngãi") == "exact 21548|Thôn 2");
    CHECK(outcome("Thôn 3, Phú Quý, Bình Thuận") == "exact 23272|Thôn 3");
    const auto island = resolve("Huyện Cồn Cỏ, Quảng Trị", Era::ThreeLevels);
    CHECK(island->old->district.name == "Huyện Cồn Cỏ");
    CHECK_FALSE(island->old->commune.has_value());
}

TEST_CASE("a hamlet, a street or a house number is no commune") {
    CHECK(outcome("12 Tân Quý, Tân Phú, TP HCM").starts_with("ambiguous"));
    CHECK(outcome("12/4, Quận 8, TP HCM").starts_with("unresolved"));
    CHECK(outcome("Đường 3 Tháng 2, Quận 10, TP HCM").starts_with("unresolved"));
    CHECK(outcome("Ấp Hòa Bình, Chợ Mới, An Giang", Era::ThreeLevels).starts_with("ambiguous"));
    CHECK(outcome("Đông Hòa Bình, Chợ Mới, An Giang").starts_with("ambiguous"));
    CHECK(outcome("Tổ 5 Hòa Bình Chợ Mới An Giang") == "exact 30673|Tổ 5");
    CHECK(outcome("Ấp An Thái Hòa Bình Chợ Mới An Giang").starts_with("ambiguous"));
}

TEST_CASE("the date says by which map a text was written; without it the two are asked when they differ") {
    const std::string text = "Phường Tân An, Thành phố Cần Thơ";
    CHECK(outcome(text, Era::ThreeLevels) == "exact 31135|");
    CHECK(outcome(text, Era::TwoLevels) == "exact 31147|");
    CHECK(outcome(text) == "ambiguous 31135 31147|");
    CHECK(outcome("Tổ 1, Chợ Mới, An Giang").starts_with("ambiguous"));
    CHECK(outcome("Tổ 1, Chợ Mới, An Giang", Era::TwoLevels) == "exact 30628|Tổ 1");
    CHECK(outcome("Hòa Bình, Chợ Mới, An Giang", Era::TwoLevels).starts_with("ambiguous"));
    CHECK(outcome("Phường Xuân Trường - Đà Lạt, Lâm Đồng", Era::TwoLevels) == "exact 24805|");
    CHECK(outcome("Thôn 1, Xã Chân Mây - Lăng Cô, Huế") == "exact 20137|Thôn 1");
    CHECK(eraOf("2025-06-30") == Era::ThreeLevels);
    CHECK(eraOf("2025-07-01") == Era::TwoLevels);
    CHECK(eraOf("2024") == Era::ThreeLevels);
    CHECK(eraOf("2025") == Era::Unknown);
    CHECK(eraOf("2026") == Era::TwoLevels);
}

TEST_CASE("whatever the text, it comes back") {
    for (const std::string text : {"", ",,,", "Hà Nội", "Hello", "Xã, Huyện, Tỉnh", "P Q TP",
                                   "Phường 999, Quận 8, TP. Hồ Chí Minh", "An Quý, Quỳnh Phụ"})
        CHECK(outcome(text) == unresolved(text));
    CHECK_FALSE(resolve("\xFF", Era::Unknown).has_value());
    CHECK(outcome(std::string(5000, 'a') + ", Hà Nội").starts_with("unresolved"));
    std::string many;
    for (int at = 0; at < 700; ++at) many += "Tổ 1, ";
    CHECK(outcome(many.substr(0, 3000) + "An Quý, Quỳnh Phụ, Thái Bình").starts_with("exact 12526"));
}
