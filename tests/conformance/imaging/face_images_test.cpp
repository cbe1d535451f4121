// JPEG 2000 pictures against what the reference decoder made of them (../shared/data/face-images/manifest.json).
#include "base/hex.hpp"
#include "emrtd/crypto/hash.hpp"
#include "emrtd/shared_data.hpp"
#include "imaging/face_image.hpp"
#include "imaging/face_pixels.hpp"
#include "imaging/jpeg_reader.hpp"

#include <doctest/doctest.h>
#include <boost/json.hpp>

#include <set>
#include <string>

using namespace cccd_bridge;
using namespace cccd_bridge::imaging;
using emrtd::test::fileBytes;
using emrtd::test::sharedData;
namespace json = boost::json;

namespace {

constexpr std::size_t hashDigits = 32;

// A plane as the PGX file that the manifest's hashes are of: a line of text, then big-endian samples.
std::string pgxHash(const Jpeg2000Plane& plane) {
    const std::string header = std::string("PG ML ") + (plane.isSigned ? "- " : "+ ") +
                               std::to_string(plane.precision) + " " + std::to_string(plane.width) + " " +
                               std::to_string(plane.height) + "\n";
    Bytes file(header.begin(), header.end());
    for (const std::int32_t sample : plane.samples) {
        if (plane.precision > 8) file.push_back(static_cast<Byte>(sample >> 8));
        file.push_back(static_cast<Byte>(sample));
    }
    return toHex(*emrtd::hash(emrtd::HashAlgorithm::Sha256, file)).substr(0, hashDigits);
}

// The planes of red, green and blue after the change of colour.
std::vector<std::string> rgbHashes(const FacePixels& pixels) {
    std::vector<std::string> hashes;
    for (std::size_t channel = 0; channel < 3; ++channel) {
        std::vector<std::int32_t> samples;
        Bytes line(static_cast<std::size_t>(pixels.width()) * 3);
        for (int y = 0; y < pixels.height(); ++y) {
            pixels.row(y, line);
            for (std::size_t at = channel; at < line.size(); at += 3) samples.push_back(line[at]);
        }
        hashes.push_back(pgxHash({.width = pixels.width(), .height = pixels.height(), .samples = samples}));
    }
    return hashes;
}

std::vector<std::string> hashesOf(Jpeg2000Image image) {
    const bool subsampled = image.planes.size() == 3 && image.planes[1].stepX != image.planes[0].stepX;
    if (image.colour == Jpeg2000Colour::Ycc || subsampled) return rgbHashes(*FacePixels::of(std::move(image)));
    std::vector<std::string> hashes;
    for (const Jpeg2000Plane& plane : image.planes) hashes.push_back(pgxHash(plane));
    return hashes;
}

std::string text(const json::value& value) { return {value.as_string().data(), value.as_string().size()}; }

std::vector<std::string> expectedHashes(const json::object& entry) {
    std::vector<std::string> hashes;
    const json::value* planes = entry.if_contains("pgx");
    if (planes == nullptr || planes->at("rc").as_int64() != 0) return hashes;
    for (const json::value& hash : planes->at("sha256").as_array()) hashes.push_back(text(hash));
    return hashes;
}

// The reference decoder changes their colours by a profile or at ten bits, or takes a side beyond our limit.
const std::set<std::string> otherColours{"file8.jp2", "issue559-eci-091-CIELab.jp2", "issue142.j2k"};
const std::set<std::string> tooLarge{"issue726.j2k", "broken.jpc"};

}  // namespace

TEST_CASE("what the reference decoder decodes has the same samples; what it refuses does no harm") {
    const auto folder = sharedData("face-images");
    if (!folder) return;
    const Bytes manifest = fileBytes(*folder / "manifest.json");
    const json::value list = json::parse({reinterpret_cast<const char*>(manifest.data()), manifest.size()});
    int same = 0, refused = 0;
    for (const json::value& value : list.as_array()) {
        const json::object& entry = value.as_object();
        const std::filesystem::path path = *folder / text(entry.at("file"));
        const std::string name = path.filename().string();
        CAPTURE(name);
        const Bytes file = fileBytes(path);
        auto image = decodeJpeg2000(file, maxFaceSide);
        const auto face = prepareFace(file);
        if (face) CHECK(readJpegHeader(face->bytes)->width == face->width);
        const auto expected = expectedHashes(entry);
        if (tooLarge.contains(name)) {
            CHECK(image.error().code == ErrorCode::ImageTooLarge);
        } else if (expected.empty()) {
            refused += image ? 0 : 1;
        } else {
            REQUIRE(image);
            if (otherColours.contains(name)) continue;
            CHECK(hashesOf(*std::move(image)) == expected);
            ++same;
        }
    }
    MESSAGE(same << " pictures with the same samples, " << refused << " refused as there");
    CHECK(same >= 20);
}
