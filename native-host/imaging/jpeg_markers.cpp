#include "imaging/jpeg_markers.hpp"

#include <algorithm>
#include <array>

namespace cccd_bridge::imaging {
namespace {

constexpr std::array<Byte, 3> signature{0xFF, 0xD8, 0xFF};

constexpr Byte markerPrefix = 0xFF;
constexpr Byte markerEndOfImage = 0xD9;
constexpr Byte markerStartOfScan = 0xDA;

// Markers without a length: TEM and RST0–RST7 (ITU-T T.81 table B.1).
bool standsAlone(Byte marker) { return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7); }

// Position behind entropy-coded data: at the next marker that is neither a stuffed zero nor a restart.
std::size_t skipEntropyCodedData(ByteView image, std::size_t at) {
    while (at + 1 < image.size()) {
        const bool marker = image[at] == markerPrefix && image[at + 1] != 0 && !standsAlone(image[at + 1]);
        if (marker && image[at + 1] != markerPrefix) return at;
        ++at;
    }
    return image.size();
}

}  // namespace

bool isJpeg(ByteView file) {
    return file.size() >= signature.size() && std::ranges::equal(file.first(signature.size()), signature);
}

std::optional<JpegExtent> measureJpeg(ByteView image) {
    std::size_t at = 2;
    int scans = 0;
    while (at + 1 < image.size()) {
        if (image[at] != markerPrefix) return std::nullopt;
        const auto marker = image[at + 1];
        if (marker == markerEndOfImage) return JpegExtent{at + 2, scans};
        if (marker == markerPrefix) {
            ++at;
            continue;
        }
        if (standsAlone(marker)) {
            at += 2;
            continue;
        }
        if (at + 3 >= image.size()) return std::nullopt;
        const std::size_t length = static_cast<std::size_t>(image[at + 2]) << 8 | image[at + 3];
        if (length < 2) return std::nullopt;
        at += 2 + length;
        if (marker != markerStartOfScan) continue;
        ++scans;
        at = skipEntropyCodedData(image, at);
    }
    return std::nullopt;
}

}  // namespace cccd_bridge::imaging
