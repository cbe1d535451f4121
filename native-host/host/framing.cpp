#include "host/framing.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace cccd_bridge::host {

namespace {

constexpr std::size_t headerSize = 4;
// Memory is taken as bytes arrive, not as a length claims them.
constexpr std::size_t growth = std::size_t{64} * 1024;

bool readExactly(ByteSource& source, std::span<char> target) {
    while (!target.empty()) {
        const std::size_t count = source.read(target);
        if (count == 0) return false;
        target = target.subspan(count);
    }
    return true;
}

}  // namespace

Result<std::optional<std::string>> readFrame(ByteSource& source) {
    std::array<char, headerSize> header{};
    if (!readExactly(source, header)) return std::nullopt;
    const auto length = std::bit_cast<std::uint32_t>(header);
    if (length > maximumFrame) return fail(ErrorCode::ProtocolTooLarge, "frame of " + std::to_string(length));
    std::string text;
    while (text.size() < length) {
        const std::size_t start = text.size();
        text.resize(start + std::min<std::size_t>(growth, length - start));
        if (!readExactly(source, std::span(text).subspan(start))) return std::nullopt;
    }
    return text;
}

std::string frameHeader(std::string_view message) {
    const auto bytes = std::bit_cast<std::array<char, headerSize>>(static_cast<std::uint32_t>(message.size()));
    return std::string(bytes.data(), bytes.size());
}

}  // namespace cccd_bridge::host
