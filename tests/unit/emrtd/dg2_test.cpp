#include "emrtd/lds/dg2.hpp"

#include "emrtd/tlv.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using test::hex;

namespace {

void append(Bytes& out, ByteView more) { out.insert(out.end(), more.begin(), more.end()); }

// A face record of ISO/IEC 19794-5 with `points` feature points.
Bytes faceRecord(const Bytes& image, Byte points = 0, Byte faces = 1) {
    const auto blockLength = static_cast<Byte>(20 + 8 * points + 12 + image.size());
    Bytes record = hex("4641430030313000000000000000");
    record[13] = faces;
    append(record, Bytes{0, 0, 0, blockLength, 0, points});
    record.resize(record.size() + std::size_t{14} + std::size_t{8} * points);
    append(record, hex("0100012C019000000000"));
    append(record, hex("0000"));
    append(record, image);
    return record;
}

Bytes informationTemplate(const Bytes& record, std::uint32_t tag = 0x5F2E) {
    Bytes information = makeTlv(0xA1, hex("80020101"));
    append(information, makeTlv(tag, record));
    return makeTlv(0x7F60, information);
}

Bytes groupOf(Byte count, const Bytes& templates) {
    Bytes group{0x02, 0x01, count};
    append(group, templates);
    return makeTlv(0x75, makeTlv(0x7F61, group));
}

Bytes dataGroup2(const Bytes& record, std::uint32_t tag = 0x5F2E) {
    return groupOf(1, informationTemplate(record, tag));
}

// A representation of ISO/IEC 39794-5: its number, and an image in two dimensions under the tags of its choices.
Bytes representation(const Bytes& image) {
    Bytes picture = makeTlv(0x80, image);
    append(picture, hex("A105A003800103"));
    Bytes content = hex("800100");
    append(content, makeTlv(0xA1, makeTlv(0xA0, makeTlv(0xA0, picture))));
    return makeTlv(0x30, content);
}

Bytes faceBlock(const Bytes& representations) {
    Bytes content = hex("A007800103820207E3");
    append(content, makeTlv(0xA1, representations));
    return makeTlv(0x65, content);
}

}  // namespace

TEST_CASE("the image is found and told by its first bytes") {
    const Bytes jpeg = hex("FFD8FFE000104A464946");
    const auto face = [&](const Bytes& image, Byte points) {
        const Bytes file = dataGroup2(faceRecord(image, points));
        const auto found = parseDataGroup2(file);
        REQUIRE(found);
        CHECK(Bytes(found->image.begin(), found->image.end()) == image);
        CHECK(found->claimedWidth == 300);
        CHECK(found->claimedHeight == 400);
        return found->kind;
    };
    CHECK(face(jpeg, 0) == FaceImageKind::Jpeg);
    CHECK(face(jpeg, 3) == FaceImageKind::Jpeg);
    CHECK(face(hex("0000000C6A5020200D0A870A"), 0) == FaceImageKind::Jpeg2000);
    CHECK(face(hex("FF4FFF51002F"), 0) == FaceImageKind::Jpeg2000);
}

TEST_CASE("of two faces the first is taken") {
    Bytes record = faceRecord(hex("FFD8FFE0"), 0, 2);
    append(record, hex("00000024000000000000"));
    const Bytes file = dataGroup2(record);
    const auto found = parseDataGroup2(file);
    REQUIRE(found);
    CHECK(toHex(found->image) == "ffd8ffe0");
}

TEST_CASE("a face that cannot be shown gives way to the next that can, in a record and among instances") {
    const Bytes gif = hex("47494638");
    const Bytes jpeg = hex("FFD8FFE0");
    const auto imageOf = [](const Bytes& file) {
        const auto found = parseDataGroup2(file);
        return found ? toHex(found->image) : "";
    };
    Bytes record = faceRecord(gif, 1, 2);
    const Bytes second = faceRecord(jpeg, 0, 1);
    append(record, ByteView(second).subspan(14));
    CHECK(imageOf(dataGroup2(record)) == "ffd8ffe0");
    Bytes instances = informationTemplate(faceRecord(gif));
    append(instances, informationTemplate(faceBlock(representation(jpeg)), 0x7F2E));
    CHECK(imageOf(groupOf(2, instances)) == "ffd8ffe0");
    CHECK(parseDataGroup2(groupOf(1, informationTemplate(faceRecord(gif)))).error().code ==
          ErrorCode::PhotoFormatUnsupported);
    // The count of the file is not believed, and a hundred instances are not searched.
    Bytes many;
    for (int i = 0; i < 100; ++i) append(many, informationTemplate(faceRecord(gif)));
    append(many, informationTemplate(faceRecord(jpeg)));
    CHECK(imageOf(groupOf(101, many)).empty());
}

TEST_CASE("face blocks of ISO/IEC 39794-5, with and without the tag around them") {
    const Bytes jpeg = hex("FFD8FFE0");
    const Bytes block = faceBlock(representation(jpeg));
    for (const Bytes& data : {block, makeTlv(0xA1, block)}) {
        const Bytes file = dataGroup2(data, 0x7F2E);
        const auto found = parseDataGroup2(file);
        REQUIRE(found);
        CHECK(toHex(found->image) == "ffd8ffe0");
        CHECK(found->claimedWidth == 0);
    }
    Bytes two = representation(hex("89504E47"));
    append(two, representation(jpeg));
    const Bytes file = dataGroup2(faceBlock(two), 0x7F2E);
    CHECK(toHex(parseDataGroup2(file)->image) == "ffd8ffe0");
    const auto codeOf = [](const Bytes& data) { return parseDataGroup2(dataGroup2(data, 0x7F2E)).error().code; };
    CHECK(codeOf(faceBlock(representation(hex("89504E47")))) == ErrorCode::PhotoFormatUnsupported);
    CHECK(codeOf(faceBlock({})) == ErrorCode::PhotoNone);
    CHECK(codeOf(makeTlv(0x64, hex("A000"))) == ErrorCode::PhotoFormatUnsupported);
    // A shape in three dimensions, an extension.
    CHECK(codeOf(faceBlock(makeTlv(0x30, hex("800100A104A002A100")))) == ErrorCode::PhotoFormatUnsupported);
    CHECK(codeOf(faceBlock(makeTlv(0x30, hex("800100A104A1028000")))) == ErrorCode::PhotoFormatUnsupported);
    for (std::size_t length = 0; length < block.size(); ++length)
        CHECK_FALSE(parseDataGroup2(
            dataGroup2(Bytes(block.begin(), block.begin() + static_cast<std::ptrdiff_t>(length)), 0x7F2E)));
}

TEST_CASE("no face and other formats have their own errors") {
    CHECK(parseDataGroup2(hex("75067F6103020100")).error().code == ErrorCode::PhotoNone);
    CHECK(parseDataGroup2(dataGroup2(faceRecord(hex("FFD8FF"), 0, 0))).error().code == ErrorCode::PhotoNone);
    CHECK(parseDataGroup2(dataGroup2(faceRecord(hex("47494638")))).error().code == ErrorCode::PhotoFormatUnsupported);
    CHECK(parseDataGroup2(dataGroup2(hex("4649520030313000"))).error().code == ErrorCode::PhotoFormatUnsupported);
    CHECK(parseDataGroup2(dataGroup2(hex("A1020000"), 0x7F2E)).error().code == ErrorCode::PhotoFormatUnsupported);
}

TEST_CASE("a record cut anywhere is refused") {
    const Bytes record = faceRecord(hex("FFD8FFE0"), 2);
    for (std::size_t length = 8; length < record.size() - 1; ++length) {
        const Bytes file = dataGroup2(Bytes(record.begin(), record.begin() + static_cast<std::ptrdiff_t>(length)));
        CHECK_FALSE(parseDataGroup2(file));
    }
    CHECK(parseDataGroup2(hex("7500")).error().code == ErrorCode::CardFileMalformed);
    CHECK(parseDataGroup2(hex("750B7F61080201017F6002A100")).error().code == ErrorCode::CardFileMalformed);
}
