#include "host/line_reader.hpp"

#include <utility>

namespace cccd_bridge::host {

namespace {

constexpr std::size_t blockSize = 65536;

}  // namespace

bool LineReader::fill() {
    buffer_.resize(blockSize);
    position_ = 0;
    buffer_.resize(read_(buffer_));
    return !buffer_.empty();
}

std::optional<Result<std::string>> LineReader::next() {
    std::string line;
    bool tooLong = false;
    bool any = false;
    while (position_ < buffer_.size() || fill()) {
        any = true;
        const std::size_t end = buffer_.find('\n', position_);
        const std::size_t count = (end == std::string::npos ? buffer_.size() : end) - position_;
        tooLong = tooLong || line.size() + count > limit_;
        if (!tooLong) line.append(buffer_, position_, count);
        position_ += count + (end == std::string::npos ? 0 : 1);
        if (end != std::string::npos) break;
    }
    if (!any) return std::nullopt;
    if (tooLong) return fail(ErrorCode::ProtocolTooLarge, "line");
    if (line.ends_with('\r')) line.pop_back();
    return line;
}

}  // namespace cccd_bridge::host
