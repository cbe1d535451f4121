// Contents of the files: MRZ, DG13 and the rest, against numbers made elsewhere.
#include "terminal.hpp"

#include "virtual-card/data_groups.hpp"
#include "virtual-card/der.hpp"
#include "virtual-card/mrz.hpp"

#include <doctest/doctest.h>

using namespace virtual_card_test;

namespace {

CardDescription described(const std::string& name) { return loadCardFile(cardPath(name)); }

}  // namespace

TEST_CASE("check digits of 9303-3") {
    CHECK(checkDigit("520727") == '3');
    CHECK(checkDigit("AB2134<<<") == '5');
    CHECK(checkDigit("L898902C<") == '3');
}

TEST_CASE("MRZ of a lifetime card") {
    const CardDescription card = described("tran-van-thu");
    CHECK(buildMrz(card.document, card.holder) ==
          "IDVNM0580000195001058000019<<65803011M9912315VNM<<<<<<<<<<<2TRAN<<VAN<THU<<<<<<<<<<<<<<<<<");
}

TEST_CASE("names lose every diacritic of Vietnamese") {
    CHECK(foldName("ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý") == "AAAAEEEIIOOOOUUYAAAAEEEIIOOOOUUY");
    CHECK(foldName("ĂăĐđĨĩŨũƠơƯư") == "AADDIIUUOOUU");
    CHECK(foldName("ẠảẤậẶặẸẺỆệỈịỌỏỘộỚợỤủỨựỲỵỸỹ") == "AAAAAAEEEEIIOOOOOOUUUUYYYY");
    CHECK(foldName("Đỗ Thị Ỷ") == "DO<THI<Y");
}

TEST_CASE("names of minorities and strangers keep a letter for each of theirs") {
    CHECK(foldName("Y Ƀăm ƀing Ŏng ŏ Ĕban ĕ Ĭ ĭ Ŭ ŭ Č č Ñ ñ") == "Y<BAM<BING<ONG<O<EBAN<E<I<I<U<U<C<C<N<N");
    CHECK(foldName("Æ æ Ð ð Ø ø Þ þ ß ẞ Ÿ ÿ Ç ç") == "AE<AE<D<D<OE<OE<TH<TH<SS<SS<Y<Y<C<C");
    CHECK(foldName("Ħ ħ ı Ĳ ĳ ĸ Ŀ ŀ Ł ł ŉ Ŋ ŋ Œ œ Ŧ ŧ ſ × ÷") == "H<H<I<IJ<IJ<Q<L<L<L<L<N<N<N<OE<OE<T<T<S<<<<");
}

TEST_CASE("TD3 has 88 characters and its check digits") {
    const CardDescription card = described("passport-td3");
    const std::string mrz = buildMrz(card.document, card.holder);
    REQUIRE(mrz.size() == 88);
    CHECK(mrz.substr(0, 20) == "P<VNMNGUYEN<<THI<MAU");
    CHECK(mrzInformation(mrz) == std::string("C99999999") + checkDigit("C99999999") + "99020592402055");
}

TEST_CASE("DG13 of the reference holder is the documented one") {
    const CardDescription card = described("nguyen-thi-mau");
    CHECK(toHex(buildDg13(card.holder, card.dg13)) ==
          "6D82014930820145020101060628D316010008318201363011020101130C30303131393930313233343530190201020C144E677579E1"
          "BB85"
          "6E205468E1BB8B204DE1BAAB75300F020103130A30352F30322F3139393930090201040C044EE1BBAF300F0201050C0A5669E1BB8774"
          "204E"
          "616D30090201060C044B696E68300B0201070C064B68C3B46E6730150201080C104DE1BAAB752C2048C3A0204EE1BB9969301D020109"
          "0C18"
          "31205068E1BB91204DE1BAAB752C2048C3A0204EE1BB9969301102010A0C0C4EE1BB9174207275E1BB9369300F02010B130A31302F30"
          "352F"
          "32303231300F02010C0C0A30352F30322F32303234302A02010D30130C114E677579E1BB856E2056C4836E2043686130100C0E4CC3AA"
          "2054"
          "68E1BB8B204DE1BAB9300302010E300E02010F13093031323334353637383015020110131030313233343536373839414243444546");
}

TEST_CASE("DG13 with a value of more than 127 bytes uses the long form, and a lifetime card says so") {
    const CardDescription card = described("le-hoang-dai");
    const Bytes dg13 = buildDg13(card.holder, card.dg13);
    const std::string hex = toHex(dg13);
    CHECK(hex.find(toHex(fromText(card.holder.placeOfResidence))) != std::string::npos);
    CHECK(hex.find("3081B50201090C81AF") != std::string::npos);
    const CardDescription lifetime = described("tran-van-thu");
    const std::string text = toHex(buildDg13(lifetime.holder, lifetime.dg13));
    CHECK(text.find(toHex(fromText("Không thời hạn"))) != std::string::npos);
}

TEST_CASE("EF.COM lists what is there") {
    CHECK(toHex(buildCom({1, 2, 3, 13, 14, 15}, false)) == "60185F0104303130375F36063034303030305C066175636D6E6F");
}

TEST_CASE("DG2 carries the photo unchanged") {
    const CardDescription card = described("nguyen-thi-mau");
    const Bytes photo = readFile(card.photoFile);
    const Bytes dg2 = buildDg2(photo, card.holder);
    const std::string hex = toHex(dg2);
    CHECK(hex.ends_with(toHex(photo)));
    CHECK(hex.find("46414300303130000000") != std::string::npos);
    const auto outer = der::read(dg2);
    REQUIRE(outer);
    CHECK(outer->tag == 0x75);
    CHECK(outer->size == dg2.size());
}
