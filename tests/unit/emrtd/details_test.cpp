#include "emrtd/lds/dg11.hpp"
#include "emrtd/lds/dg12.hpp"
#include "emrtd/tlv.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using test::hex;

namespace {

Bytes text(std::uint32_t tag, std::string_view value) {
    return makeTlv(tag, ByteView(reinterpret_cast<const Byte*>(value.data()), value.size()));
}

Bytes file(std::uint32_t tag, std::initializer_list<Bytes> objects) {
    Bytes content = makeTlv(0x5C, {});
    for (const Bytes& object : objects) content.insert(content.end(), object.begin(), object.end());
    return makeTlv(tag, content);
}

PersonalDetails dg11(std::initializer_list<Bytes> objects) {
    const auto details = parseDataGroup11(file(0x6B, objects));
    REQUIRE(details);
    return *details;
}

}  // namespace

TEST_CASE("DG11: every object that a person has") {
    Bytes names = hex("020102");
    for (const auto& name : {text(0x5F0F, "Mẫu<<Bé"), text(0x5F0F, "CHỊ<MẪU")})
        names.insert(names.end(), name.begin(), name.end());
    const auto details = dg11({text(0x5F0E, "Nguyễn<<Thị<Mẫu"), makeTlv(0xA0, names), text(0x5F10, "001199012345"),
                               text(0x5F2B, "19990205"), text(0x5F11, "Hà Nội<Việt Nam"),
                               text(0x5F42, "1 Phố Mẫu< Hà Nội <<"), text(0x5F12, "0000"), text(0x5F13, "Thợ"),
                               text(0x5F14, "Bà"), text(0x5F15, "-"), text(0x5F17, "C1<C2"), text(0x5F18, "x")});
    CHECK(*details.fullName == DetailName{"Nguyễn", "Thị Mẫu"});
    CHECK(details.otherNames == std::vector<DetailName>{{"Mẫu", "Bé"}, {"CHỊ MẪU", ""}});
    CHECK(details.personalNumber == "001199012345");
    CHECK(details.dateOfBirth == "19990205");
    CHECK(details.placeOfBirth == std::vector<std::string>{"Hà Nội", "Việt Nam"});
    CHECK(details.permanentAddress == std::vector<std::string>{"1 Phố Mẫu", "Hà Nội"});
    CHECK(details.telephone == "0000");
    CHECK(details.profession == "Thợ");
    CHECK(details.title == "Bà");
    CHECK(details.personalSummary == "-");
    CHECK(details.otherDocuments == std::vector<std::string>{"C1", "C2"});
    CHECK(details.custody == "x");
}

TEST_CASE("dates as text and two digits in a byte; anything else is none") {
    CHECK(dg11({makeTlv(0x5F2B, hex("19990205"))}).dateOfBirth == "19990205");
    CHECK(dg11({makeTlv(0x5F2B, hex("19990000"))}).dateOfBirth == "19990000");
    for (const Bytes& wrong : {hex("199902"), hex("1999020A"), hex("3139393930323035FF"), Bytes{}})
        CHECK(dg11({makeTlv(0x5F2B, wrong)}).dateOfBirth.empty());
    CHECK(dg11({text(0x5F2B, "1999-2-5")}).dateOfBirth.empty());
}

TEST_CASE("text is UTF-8 in NFC without control characters and of bounded length") {
    CHECK(dg11({text(0x5F13, "Thơ\xCC\xA3")}).profession == "Thợ");
    CHECK(dg11({makeTlv(0x5F13, hex("C328"))}).profession.empty());
    CHECK(dg11({text(0x5F13, "a\nb")}).profession.empty());
    CHECK(dg11({text(0x5F13, std::string(maxDetailBytes, 'x'))}).profession.size() == maxDetailBytes);
    CHECK(dg11({text(0x5F13, std::string(maxDetailBytes + 1, 'x'))}).profession.empty());
    // The first of two counts, an unusable one does not.
    CHECK(dg11({text(0x5F13, "\xFF"), text(0x5F13, "a"), text(0x5F13, "b")}).profession == "a");
    CHECK_FALSE(dg11({text(0x5F0E, "<<"), text(0x5F16, "image"), text(0x5F7F, "?")}).fullName);
}

TEST_CASE("DG12: the document") {
    const auto details = parseDataGroup12(
        file(0x6C, {text(0x5F19, "Bộ Công an"), makeTlv(0x5F26, hex("20210510")), text(0x5F1B, "none"),
                    text(0x5F1C, "tax"), makeTlv(0x5F55, hex("20210511083000")), text(0x5F56, "TEST-01"),
                    makeTlv(0xA0, text(0x5F1A, "NGUYEN<<VAN<CHA")), text(0x5F1D, "image")}));
    REQUIRE(details);
    CHECK(details->issuingAuthority == "Bộ Công an");
    CHECK(details->dateOfIssue == "20210510");
    CHECK(details->endorsements == "none");
    CHECK(details->taxRequirements == "tax");
    CHECK(details->personalizationTime == "20210511083000");
    CHECK(details->personalizationSystem == "TEST-01");
    CHECK(details->otherPersons == std::vector<DetailName>{{"NGUYEN", "VAN CHA"}});
}

TEST_CASE("broken structure, another file, and more objects than any document has") {
    const Bytes whole = file(0x6B, {text(0x5F0E, "A<<B"), makeTlv(0xA0, text(0x5F0F, "C"))});
    for (std::size_t length = 0; length < whole.size(); ++length)
        CHECK_FALSE(parseDataGroup11(ByteView(whole).first(length)));
    CHECK_FALSE(parseDataGroup11(file(0x6C, {})));
    CHECK_FALSE(parseDataGroup12(file(0x6B, {})));
    CHECK_FALSE(parseDataGroup11(hex("6B045F0E0141")));
    Bytes many = makeTlv(0x5C, {});
    for (int i = 0; i < 65; ++i) many.insert(many.end(), {0x5F, 0x13, 0x00});
    CHECK_FALSE(parseDataGroup11(makeTlv(0x6B, many)));
    Bytes names;
    for (int i = 0; i < 1000; ++i) names.insert(names.end(), {0x5F, 0x0F, 0x01, 'A'});
    CHECK(dg11({makeTlv(0xA0, names)}).otherNames.size() <= 64);
}

TEST_CASE("an issuer's own tag 5F85 costs nothing where the tag list names it, and is as long as it says where not") {
    const auto dg12 = [](const Bytes& list, const Bytes& own) {
        Bytes content = makeTlv(0x5C, list);
        for (const Bytes& object : {text(0x5F19, "Cục"), own, text(0x5F26, "20240205")})
            content.insert(content.end(), object.begin(), object.end());
        return parseDataGroup12(makeTlv(0x6C, content));
    };
    const auto isWhole = [](const Result<DocumentDetails>& details) {
        return details && details->issuingAuthority == "Cục" && details->dateOfIssue == "20240205";
    };
    CHECK(isWhole(dg12(hex("5F195F855F26"), hex("5F85083030303030303031"))));
    CHECK(isWhole(dg12(hex("5F195F265F85"), hex("5F8500"))));
    Bytes longer = hex("5F858180");
    longer.resize(longer.size() + 128, 0x41);
    CHECK(isWhole(dg12(hex("5F195F265F85"), longer)));
    // Not named: by the encoding rules.
    CHECK(isWhole(dg12(hex("5F195F26"), hex("5F85080130"))));
    CHECK_FALSE(dg12(hex("5F195F26"), hex("5F85083030303030303031")));
    for (const char* cut : {"6C055C025F855F", "6C065C025F855F85", "6C075C025F855F8501"})
        CHECK_FALSE(parseDataGroup12(hex(cut)));
}
