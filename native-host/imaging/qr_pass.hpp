// One way of looking at a picture. The list of them is schemas/qr-passes.json, which the extension uses, too.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace cccd_bridge::imaging {

enum class PassSource : std::uint8_t { whole, marks, flat, alike };

enum class Operation : std::uint8_t {
    invert,
    stretch,
    blur,
    sharpen,
    threshold,
    flatten,
    median,
    darken,
    lighten,
    localContrast,
    unblur,
};

/// How the library turns grey into black and white.
enum class Binarizer : std::uint8_t { LocalAverage, GlobalHistogram, FixedThreshold };

/// Quick: one size, one orientation of brightness. Thorough: all the library tries by default.
enum class Effort : std::uint8_t { quick, thorough };

struct PassStep {
    Operation operation;
    int first;
    int second;
};

inline constexpr std::size_t maxPassSteps = 3;

/// See qr-passes.schema.json for the meaning of each; numbers that are absent there are 0 here.
struct QrPass {
    std::string_view name;
    PassSource source;
    int shrink;
    int enlarge;
    std::int64_t minPixels;
    std::int64_t maxPixels;
    int modulePixels;
    std::array<PassStep, maxPassSteps> steps;
    std::size_t stepCount;
    Binarizer binarizer;
    Effort effort;
};

}  // namespace cccd_bridge::imaging
