// Bytes in memory as a stream that gives them in pieces.
#pragma once

#include "host/framing.hpp"

#include <algorithm>
#include <string>
#include <utility>

class MemorySource final : public cccd_bridge::host::ByteSource {
  public:
    MemorySource(std::string content, std::size_t piece) : content_(std::move(content)), piece_(piece) {}

    std::size_t read(std::span<char> buffer) override {
        const std::size_t count = std::min({buffer.size(), piece_, content_.size() - position_});
        std::copy_n(content_.data() + position_, count, buffer.data());
        position_ += count;
        return count;
    }

  private:
    std::string content_;
    std::size_t piece_;
    std::size_t position_ = 0;
};
