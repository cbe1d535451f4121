// Contents of the files: MRZ, DG13 and the rest, against numbers made elsewhere.
#include "terminal.hpp"

#include "virtual-card/data_groups.hpp"
#include "virtual-card/der.hpp"
#include "virtual-card/errors.hpp"
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

TEST_CASE("DG2 with JPEG 2000 tells its kind and size") {
    const CardDescription card = described("photo-jp2");
    for (const char* name : {"photo-jp2", "photo-j2k"}) {
        CAPTURE(name);
        const CardDescription described = ::described(name);
        const Bytes photo = readFile(described.photoFile);
        const std::string hex = toHex(buildDg2(photo, described.holder));
        CHECK(hex.find("010101800200"
                       "0102") != std::string::npos);  // frontal, JPEG 2000, 384 x 512
        CHECK(hex.ends_with(toHex(photo)));
        CHECK(photoMediaType(photo) == "image/jp2");
    }
    CHECK(toHex(buildDg2(readFile(described("nguyen-thi-mau").photoFile), card.holder)).find("0100018002000102") !=
          std::string::npos);
    CHECK_THROWS_AS(buildDg2(fromHex("89504E470D0A1A0A"), card.holder), CardFileError);
}

TEST_CASE("DG2 in ISO/IEC 39794-5 has the structure of the published sample") {
    const CardDescription card = described("photo-39794");
    Bytes image = fromHex("0000000C6A5020200D0A870AFF4FFF51002F00000000018000000200000000000000000000000000");
    image.resize(15000, 0x5A);
    const std::string hex = toHex(buildDg2(image, card.holder, FaceFormat::Iso39794));
    CHECK(hex.substr(0, 152) ==
          "75823AE77F6182"
          "3AE2"
          "020101"
          "7F6082"
          "3ADA"
          "A108870201018802002A"
          "7F2E82"
          "3ACB"
          "A182"
          "3AC7"
          "6582"
          "3AC3"
          "A0078001038102"
          "07E3"
          "A182"
          "3AB6"
          "3082"
          "3AB2"
          "800100"
          "A182"
          "3AAB"
          "A082"
          "3AA7"
          "A082"
          "3AA3"
          "8082"
          "3A98");
    CHECK(hex.ends_with("A105A003800103"));
    CHECK(toHex(buildDg2(readFile(described("photo-39794-jpeg").photoFile), card.holder, FaceFormat::Iso39794))
              .ends_with("A105A003800102"));
}

TEST_CASE("DG11 of the worked example of 9303-10, and of a Vietnamese holder") {
    PersonalDetails details;
    details.fullName = "SMITH<<JOHN<J";
    details.placeOfBirth = "ANYTOWN<MN";
    details.permanentAddress = "123 MAPLE RD<ANYTOWN<MN";
    details.telephone = "16125551212";
    details.profession = "TRAVEL<AGENT";
    CHECK(
        toHex(buildDg11(details)) ==
        "6B605C0A5F0E5F115F425F125F135F0E0D534D4954483C3C4A4F484E3C4A5F110A414E59544F574E3C4D4E5F4217313233204D41504C4"
        "52052443C414E59544F574E3C4D4E5F120B31363132353535313231325F130C54524156454C3C4147454E54");
    const CardDescription card = described("dg11-no-dg13");
    const std::string dg11 = toHex(buildDg11(*card.personalDetails));
    CHECK(dg11.find("5C0A5F0E5F0F5F105F2B5F12") != std::string::npos);
    CHECK(dg11.find("A01F0201025F0F") != std::string::npos);
    CHECK(dg11.find("5F2B0419990205") != std::string::npos);
}

TEST_CASE("DG12 with dates as text and as BCD") {
    const std::string text = toHex(buildDg12(*described("dg11-dg12").documentDetails));
    CHECK(text.substr(4, 20) == "5C085F195F265F555F56");
    CHECK(text.find("5F26083230323130353130") != std::string::npos);
    CHECK(text.find("5F550E3230323130353131303833303030") != std::string::npos);
    const std::string bcd = toHex(buildDg12(*described("dg11-no-dg13").documentDetails));
    CHECK(bcd ==
          "6C24"
          "5C045F265F1A"
          "5F260420210510"
          "A0"
          "15"
          "020101"
          "5F1A"
          "0F" +
              toHex(fromText("NGUYEN<<VAN<CHA")));
}

TEST_CASE("the MRZ of a TD2 document is that of the worked example of 9303-6") {
    Document document;
    document.type = DocumentType::Td2;
    document.issuer = document.nationality = "UTO";
    document.number = "D23145890";
    Holder holder;
    holder.fullName = "Eriksson Anna Maria";
    holder.dateOfBirth = "1974-08-12";
    holder.expiryDate = "2012-04-15";
    CHECK(buildMrz(document, holder) == "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<D231458907UTO7408122F1204159<<<<<<<6");
    CHECK(mrzInformation(buildMrz(document, holder)) == "D23145890774081221204159");
}

TEST_CASE("the other expiry of a lifetime card") {
    const CardDescription card = described("lifetime-birthday");
    CHECK(buildMrz(card.document, card.holder).substr(30, 30) == "5803011M9903012VNM<<<<<<<<<<<6");
}
