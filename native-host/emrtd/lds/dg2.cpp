#include "emrtd/lds/dg2.hpp"

#include "emrtd/tlv.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace cccd_bridge::emrtd {

namespace {

constexpr std::size_t facialHeaderLength = 14;       // ISO/IEC 19794-5 §5.4
constexpr std::size_t facialInformationLength = 20;  // §5.5
constexpr std::size_t featurePointLength = 8;        // §5.6
constexpr std::size_t imageInformationLength = 12;   // §5.7
constexpr std::size_t maxTemplates = 16;

constexpr std::array<Byte, 8> recordMagic{'F', 'A', 'C', 0, '0', '1', '0', 0};
constexpr std::array<Byte, 3> jpegMagic{0xFF, 0xD8, 0xFF};
constexpr std::array<Byte, 8> jpeg2000FileMagic{0x00, 0x00, 0x00, 0x0C, 0x6A, 0x50, 0x20, 0x20};
constexpr std::array<Byte, 4> jpeg2000StreamMagic{0xFF, 0x4F, 0xFF, 0x51};

bool startsWith(ByteView bytes, ByteView prefix) {
    return bytes.size() >= prefix.size() && std::ranges::equal(bytes.first(prefix.size()), prefix);
}

std::optional<FaceImageKind> kindOf(ByteView image) {
    if (startsWith(image, jpegMagic)) return FaceImageKind::Jpeg;
    if (startsWith(image, jpeg2000FileMagic) || startsWith(image, jpeg2000StreamMagic)) return FaceImageKind::Jpeg2000;
    return std::nullopt;
}

std::uint16_t number16(ByteView bytes, std::size_t at) {
    return static_cast<std::uint16_t>(bytes[at] << 8 | bytes[at + 1]);
}

std::size_t number32(ByteView bytes, std::size_t at) {
    return static_cast<std::size_t>(number16(bytes, at)) << 16 | number16(bytes, at + 2);
}

std::unexpected<Error> malformed(const char* what) { return fail(ErrorCode::CardFileMalformed, what); }

// ISO/IEC 19794-5 §5.3: header, then for each face its information, feature points, image information and image.
Result<FaceImage> parseRecord(ByteView record) {
    if (!startsWith(record, recordMagic))
        return fail(ErrorCode::PhotoFormatUnsupported, "face record of another format");
    if (record.size() < facialHeaderLength) return malformed("face record cut off");
    if (number16(record, 12) == 0) return fail(ErrorCode::PhotoNone, "face record without faces");
    const ByteView faces = record.subspan(facialHeaderLength);
    if (faces.size() < facialInformationLength) return malformed("facial information cut off");
    // The block length covers this face; some issuers leave it zero or wrong for the only face.
    const std::size_t claimed = number32(faces, 0);
    const ByteView face = faces.first(number16(record, 12) > 1 && claimed < faces.size() ? claimed : faces.size());
    const std::size_t information = facialInformationLength + std::size_t{number16(faces, 4)} * featurePointLength;
    if (face.size() < information + imageInformationLength) return malformed("face image cut off");
    const ByteView image = face.subspan(information + imageInformationLength);
    const auto kind = kindOf(image);
    if (!kind) return fail(ErrorCode::PhotoFormatUnsupported, "face image of unknown kind");
    return FaceImage{*kind, image, number16(face, information + 2), number16(face, information + 4)};
}

}  // namespace

Result<FaceImage> parseDataGroup2(ByteView file) {
    TRY(TlvReader content, enterWhole(file, 0x75));
    // ICAO 9303-10 §4.7.2.1: a group template of a count and as many information templates.
    TRY(TlvReader group, content.enter(0x7F61));
    TRY(const Tlv count, group.expect(0x02));
    if (count.value.size() != 1) return malformed("number of faces");
    if (count.value[0] == 0 || group.atEnd()) return fail(ErrorCode::PhotoNone, "no face in DG2");
    TRY(TlvReader information, group.enter(0x7F60));
    for (std::size_t i = 0; i < maxTemplates && !information.atEnd(); ++i) {
        TRY(const Tlv object, information.next());
        if (object.tag == 0x5F2E) return parseRecord(object.value);
        // 7F2E holds the newer, TLV-coded record of ISO/IEC 39794-5.
        if (object.tag == 0x7F2E) return fail(ErrorCode::PhotoFormatUnsupported, "face record of ISO/IEC 39794-5");
    }
    return malformed("information template without biometric data");
}

}  // namespace cccd_bridge::emrtd
