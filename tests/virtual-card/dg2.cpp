// DG2: the face, as ISO/IEC 19794-5 and as ISO/IEC 39794-5 have it.
#include "virtual-card/data_groups.hpp"
#include "virtual-card/der.hpp"
#include "virtual-card/errors.hpp"

#include <algorithm>

namespace virtual_card {
namespace {

enum class ImageKind { Jpeg, Jpeg2000 };

struct Image {
    ImageKind kind = ImageKind::Jpeg;
    std::size_t width = 0;
    std::size_t height = 0;
};

const Bytes jp2Signature = fromHex("0000000C6A5020200D0A870A");  // ISO 15444-1 §I.5.1
const Bytes codestreamStart = fromHex("FF4FFF51");               // ISO 15444-1 §A.4.1, §A.5.1: SOC, SIZ

bool startsWith(ByteView bytes, ByteView start) {
    return bytes.size() >= start.size() && std::ranges::equal(bytes.first(start.size()), start);
}

std::size_t numberAt(ByteView bytes, std::size_t at, std::size_t size) {
    if (at + size > bytes.size()) throw CardFileError("the photo is cut off");
    std::size_t value = 0;
    for (Byte byte : bytes.subspan(at, size)) value = value << 8 | byte;
    return value;
}

/// From the frame header (ITU-T T.81 §B.2.2).
Image inspectJpeg(ByteView jpeg) {
    std::size_t at = 2;
    while (at + 9 <= jpeg.size() && jpeg[at] == 0xFF) {
        const Byte marker = jpeg[at + 1];
        if (marker >= 0xC0 && marker <= 0xC3) {
            return {ImageKind::Jpeg, numberAt(jpeg, at + 7, 2), numberAt(jpeg, at + 5, 2)};
        }
        at += 2 + numberAt(jpeg, at + 2, 2);
    }
    throw CardFileError("the photo is neither JPEG nor JPEG 2000");
}

/// From the SIZ segment (ISO 15444-1 §A.5.1): size of the reference grid without the offset of the image.
Image inspectJpeg2000(ByteView image) {
    const auto found = std::ranges::search(image, codestreamStart);
    if (found.empty()) throw CardFileError("the photo has no JPEG 2000 codestream");
    const auto start = static_cast<std::size_t>(found.begin() - image.begin());
    return {ImageKind::Jpeg2000, numberAt(image, start + 8, 4) - numberAt(image, start + 16, 4),
            numberAt(image, start + 12, 4) - numberAt(image, start + 20, 4)};
}

Image inspect(ByteView image) {
    const bool jpeg2000 = startsWith(image, jp2Signature) || startsWith(image, codestreamStart);
    return jpeg2000 ? inspectJpeg2000(image) : inspectJpeg(image);
}

Bytes number(std::size_t value, std::size_t size) {
    Bytes bytes(size);
    for (auto digit = bytes.rbegin(); digit != bytes.rend(); ++digit, value >>= 8) *digit = static_cast<Byte>(value);
    return bytes;
}

/// 9303-10 §4.7.2: one instance in the group template, its biometric header, its data block.
Bytes biometricGroup(ByteView header, ByteView dataBlock) {
    const Bytes instance = der::object(0x7F60, concat(header, dataBlock));
    return der::object(0x75, der::object(0x7F61, concat(der::integer(1), instance)));
}

/// ISO 19794-5 §5.4 to §5.7: headers of record, face and image, no feature points.
Bytes faceRecord(ByteView image, const Holder& holder) {
    const Image facts = inspect(image);
    const Byte gender = holder.sex == "male" ? 1 : holder.sex == "female" ? 2 : 0;
    const Byte type = facts.kind == ImageKind::Jpeg ? 0 : 1;
    const Bytes about = concat(Bytes{0x01, type}, number(facts.width, 2), number(facts.height, 2),
                               Bytes{0x01, 0x02, 0x00, 0x00, 0x00, 0x00});
    const Bytes face = concat(number(20 + about.size() + image.size(), 4), Bytes{0, 0, gender, 0, 0}, Bytes(11));
    const Bytes body = concat(face, about, image);
    return concat(fromText("FAC"), Bytes{0}, fromText("010"), Bytes{0}, number(14 + body.size(), 4), number(1, 2),
                  body);
}

/// ISO/IEC 39794-5 §8: one two-dimensional representation with the mandatory members.
Bytes faceImageDataBlock(ByteView image) {
    const Byte format = inspect(image).kind == ImageKind::Jpeg ? 2 : 3;  // jpeg, jpeg2000Lossy
    const Bytes information = der::object(0xA1, der::object(0xA0, der::object(0x80, Bytes{format})));
    const Bytes twoDimensional = der::object(0xA0, concat(der::object(0x80, image), information));
    const Bytes representation =
        concat(der::object(0x80, Bytes{0}), der::object(0xA1, der::object(0xA0, twoDimensional)));
    const Bytes version = der::object(0xA0, fromHex("800103810207E3"));  // generation 3, of 2019
    return der::object(0x65, concat(version, der::object(0xA1, der::object(0x30, representation))));
}

}  // namespace

Bytes buildDg2(ByteView image, const Holder& holder, FaceFormat format) {
    if (format == FaceFormat::Iso39794) {
        const Bytes header = der::object(0xA1, fromHex("870201018802002A"));
        return biometricGroup(header, der::object(0x7F2E, der::object(0xA1, faceImageDataBlock(image))));
    }
    const Bytes header = der::object(0xA1, fromHex("8101028201008702010188020008"));
    return biometricGroup(header, der::object(0x5F2E, faceRecord(image, holder)));
}

std::string photoMediaType(ByteView image) {
    return inspect(image).kind == ImageKind::Jpeg ? "image/jpeg" : "image/jp2";
}

}  // namespace virtual_card
