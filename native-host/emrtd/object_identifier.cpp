#include "emrtd/object_identifier.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace cccd_bridge::emrtd {

namespace {

constexpr std::size_t maximumLength = 64;
constexpr Byte more = 0x80;
constexpr std::uint64_t arcsBelowEachRoot = 40;

}  // namespace

std::string dottedObjectIdentifier(ByteView content) {
    if (content.empty() || content.size() > maximumLength || (content.back() & more) != 0) return {};
    std::string text;
    std::uint64_t arc = 0;
    bool arcBegins = true;
    for (const Byte byte : content) {
        if ((arcBegins && byte == more) || arc > std::numeric_limits<std::uint64_t>::max() >> 7U) return {};
        arc = arc << 7U | (byte & 0x7FU);
        arcBegins = (byte & more) == 0;
        if (!arcBegins) continue;
        if (text.empty()) {
            // §8.19.4: the first number holds two arcs, and only the third root has more than 40 below it.
            const std::uint64_t root = std::min<std::uint64_t>(arc / arcsBelowEachRoot, 2);
            text = std::to_string(root) + "." + std::to_string(arc - root * arcsBelowEachRoot);
        } else {
            text += "." + std::to_string(arc);
        }
        arc = 0;
    }
    return text;
}

}  // namespace cccd_bridge::emrtd
