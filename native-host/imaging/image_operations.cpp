#include "imaging/image_operations.hpp"

#include "imaging/clamped.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <vector>

namespace cccd_bridge::imaging {
namespace {

using Table = std::array<Byte, 256>;

LumaImage blank(int width, int height) {
    return {width, height, Bytes(static_cast<std::size_t>(width) * static_cast<std::size_t>(height))};
}

const Byte* rowOf(const LumaImage& image, int y) {
    return image.pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width);
}

Byte* rowOf(LumaImage& image, int y) {
    return image.pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width);
}

LumaImage mapped(const LumaImage& image, const Table& table) {
    LumaImage result = blank(image.width, image.height);
    std::ranges::transform(image.pixels, result.pixels.begin(), [&table](Byte pixel) { return table[pixel]; });
    return result;
}

// For each pixel of the new side: the two of the old one between which its middle lies, and the second one's weight.
struct SamplePoint {
    int first;
    int second;
    int weight;
};

std::vector<SamplePoint> samplePoints(int from, int to) {
    std::vector<SamplePoint> points;
    points.reserve(static_cast<std::size_t>(to));
    for (std::int64_t place = 0; place < to; ++place) {
        const auto scaled = ((2 * place + 1) * from * 256) / (2 * std::int64_t{to}) - 128;
        const int middle = static_cast<int>(std::max<std::int64_t>(0, scaled));
        points.push_back({std::min(middle >> 8, from - 1), std::min((middle >> 8) + 1, from - 1), middle & 255});
    }
    return points;
}

// Means over squares, a row at a time: a running sum of each column, and of those across.
class RowMeans {
  public:
    RowMeans(const LumaImage& image, int radius)
        : image_(image),
          radius_(radius),
          columns_(static_cast<std::size_t>(image.width)),
          sums_(columns_.size()),
          across_(columns_.size()),
          means_(columns_.size()) {
        for (int y = 0; y < std::min(radius, image.height); ++y) add(y, 1);
        for (int x = 0; x < image.width; ++x)
            across_[static_cast<std::size_t>(x)] = std::min(x + radius, image.width - 1) - std::max(x - radius, 0) + 1;
    }

    // Rows are asked for in their order.
    const Bytes& at(int y) {
        if (y + radius_ < image_.height) add(y + radius_, 1);
        if (y - radius_ > 0) add(y - radius_ - 1, -1);
        const int rows = std::min(y + radius_, image_.height - 1) - std::max(y - radius_, 0) + 1;
        sumAcross();
        divide(rows, sums_.data(), across_.data(), means_);
        return means_;
    }

  private:
    void add(int y, int sign) {
        const Byte* row = rowOf(image_, y);
        for (std::size_t x = 0; x < columns_.size(); ++x) columns_[x] += sign * row[x];
    }

    // At the borders a column enters only or leaves only; between them both do, without a question a pixel.
    void sumAcross() {
        const int width = image_.width;
        const std::int32_t* columns = columns_.data();
        double* sums = sums_.data();
        std::int64_t sum = std::accumulate(columns, columns + std::min(radius_, width), std::int64_t{0});
        const auto advance = [&](int from, int to, bool enters, bool leaves) {
            for (int x = from; x < to; ++x) {
                if (enters) sum += columns[x + radius_];
                if (leaves) sum -= columns[x - radius_ - 1];
                sums[x] = static_cast<double>(sum);
            }
        };
        const int leaving = std::min(radius_ + 1, width);
        const int entered = std::max(0, width - radius_);
        advance(0, std::min(leaving, entered), true, false);
        advance(entered, leaving, false, false);
        advance(leaving, entered, true, true);
        advance(std::max(leaving, entered), width, false, true);
    }

    // Of whole numbers so small a double's quotient is cut off exactly, and the processor divides several at once.
    static void divide(int rows, const double* sums, const int* across, Bytes& means) {
        Byte* mean = means.data();
        for (std::size_t x = 0; x < means.size(); ++x) {
            const int area = rows * across[x];
            mean[x] = static_cast<Byte>(static_cast<int>((sums[x] + (area >> 1)) / area));
        }
    }

    const LumaImage& image_;
    int radius_;
    std::vector<std::int32_t> columns_;
    std::vector<double> sums_;
    // How many columns each mean is of.
    std::vector<int> across_;
    Bytes means_;
};

// Each pixel from itself and the mean around it.
template <class Value>
LumaImage againstMean(const LumaImage& image, int radius, Value value) {
    LumaImage result = blank(image.width, image.height);
    RowMeans means(image, radius);
    for (int y = 0; y < image.height; ++y) {
        const Byte* mean = means.at(y).data();
        const Byte* from = rowOf(image, y);
        Byte* to = rowOf(result, y);
        for (int x = 0; x < image.width; ++x) to[x] = static_cast<Byte>(value(from[x], mean[x]));
    }
    return result;
}

// The darkest or brightest of the nine around each pixel, first across, then down.
template <class Better>
LumaImage extreme(const LumaImage& image, Better better) {
    const int width = image.width;
    LumaImage across = blank(width, image.height);
    for (int y = 0; y < image.height; ++y) {
        const Byte* from = rowOf(image, y);
        Byte* to = rowOf(across, y);
        for (int x = 0; x < width; ++x)
            to[x] = better(better(from[std::max(x - 1, 0)], from[x]), from[std::min(x + 1, width - 1)]);
    }
    LumaImage result = blank(width, image.height);
    for (int y = 0; y < image.height; ++y) {
        const Byte* above = rowOf(across, std::max(y - 1, 0));
        const Byte* here = rowOf(across, y);
        const Byte* below = rowOf(across, std::min(y + 1, image.height - 1));
        Byte* to = rowOf(result, y);
        for (int x = 0; x < width; ++x) to[x] = better(better(above[x], here[x]), below[x]);
    }
    return result;
}

// The commonest factor, on the way of every frame.
LumaImage halve(const LumaImage& image) {
    LumaImage result = blank(image.width / 2, image.height / 2);
    for (int y = 0; y < result.height; ++y) {
        const Byte* above = rowOf(image, 2 * y);
        const Byte* below = rowOf(image, 2 * y + 1);
        Byte* to = rowOf(result, y);
        for (int x = 0; x < result.width; ++x, above += 2, below += 2)
            to[x] = static_cast<Byte>((above[0] + above[1] + below[0] + below[1] + 2) >> 2);
    }
    return result;
}

int valueAt(const std::array<std::uint32_t, 256>& counts, std::size_t pixels, int permille) {
    const std::uint64_t wanted = pixels * static_cast<std::uint64_t>(permille) / 1000;
    int value = 0;
    for (std::uint64_t seen = counts[0]; seen <= wanted && value < 255; seen += counts[static_cast<std::size_t>(value)])
        ++value;
    return value;
}

}  // namespace

LumaImage shrink(const LumaImage& image, int factor) {
    if (factor <= 1 || image.width < factor || image.height < factor) return image;
    if (factor == 2) return halve(image);
    LumaImage result = blank(image.width / factor, image.height / factor);
    const std::uint32_t area = static_cast<std::uint32_t>(factor) * static_cast<std::uint32_t>(factor);
    std::vector<std::uint32_t> sums(static_cast<std::size_t>(result.width));
    for (int y = 0; y < result.height; ++y) {
        std::ranges::fill(sums, area >> 1);
        for (int row = 0; row < factor; ++row) {
            const Byte* from = rowOf(image, y * factor + row);
            for (std::uint32_t& sum : sums)
                for (int column = 0; column < factor; ++column) sum += *from++;
        }
        std::ranges::transform(sums, rowOf(result, y), [area](auto sum) { return static_cast<Byte>(sum / area); });
    }
    return result;
}

LumaImage resize(const LumaImage& image, int width, int height) {
    const auto columns = samplePoints(image.width, width);
    const auto rows = samplePoints(image.height, height);
    LumaImage result = blank(width, height);
    for (int y = 0; y < height; ++y) {
        const SamplePoint& down = rows[static_cast<std::size_t>(y)];
        const Byte* above = rowOf(image, down.first);
        const Byte* below = rowOf(image, down.second);
        Byte* to = rowOf(result, y);
        for (const SamplePoint& across : columns) {
            const int top = above[across.first] * (256 - across.weight) + above[across.second] * across.weight;
            const int bottom = below[across.first] * (256 - across.weight) + below[across.second] * across.weight;
            *to++ = static_cast<Byte>((top * (256 - down.weight) + bottom * down.weight + 32768) >> 16);
        }
    }
    return result;
}

LumaImage crop(const LumaImage& image, int left, int top, int right, int bottom) {
    LumaImage result = blank(right - left, bottom - top);
    for (int y = top; y < bottom; ++y) std::copy_n(rowOf(image, y) + left, right - left, rowOf(result, y - top));
    return result;
}

LumaImage invert(const LumaImage& image) {
    Table table{};
    for (std::size_t value = 0; value < table.size(); ++value) table[value] = static_cast<Byte>(255 - value);
    return mapped(image, table);
}

LumaImage stretch(const LumaImage& image, int lowPermille, int highPermille) {
    std::array<std::uint32_t, 256> counts{};
    for (const Byte pixel : image.pixels) ++counts[pixel];
    const int low = valueAt(counts, image.pixels.size(), lowPermille);
    const int range = std::max(1, valueAt(counts, image.pixels.size(), highPermille) - low);
    Table table{};
    for (int value = low; value < 256; ++value)
        table[static_cast<std::size_t>(value)] = clamped(((value - low) * 255 + (range >> 1)) / range);
    return mapped(image, table);
}

LumaImage blur(const LumaImage& image, int radius) {
    return againstMean(image, radius, [](int, int mean) { return mean; });
}

LumaImage sharpen(const LumaImage& image, int radius, int percent) {
    return againstMean(image, radius,
                       [percent](int pixel, int mean) { return clamped(pixel + (pixel - mean) * percent / 100); });
}

LumaImage threshold(const LumaImage& image, int radius, int percent) {
    return againstMean(image, radius,
                       [percent](int pixel, int mean) { return pixel * 100 < mean * percent ? 0 : 255; });
}

LumaImage coarseThreshold(const LumaImage& image, int side, int percent) {
    const LumaImage means = blur(shrink(image, side), 1);
    LumaImage result = blank(image.width, image.height);
    std::vector<int> limits(static_cast<std::size_t>(image.width));
    for (int y = 0; y < image.height; ++y) {
        const Byte* mean = rowOf(means, std::min(y / side, means.height - 1));
        if (y % side == 0)
            for (int x = 0; x < image.width; ++x)
                limits[static_cast<std::size_t>(x)] = mean[std::min(x / side, means.width - 1)] * percent;
        std::transform(rowOf(image, y), rowOf(image, y) + image.width, limits.begin(), rowOf(result, y),
                       [](Byte pixel, int limit) { return static_cast<Byte>(pixel * 100 < limit ? 0 : 255); });
    }
    return result;
}

LumaImage flatten(const LumaImage& image, int radius) {
    return againstMean(image, radius, [](int pixel, int mean) {
        return std::min(255, (pixel * 128 + (mean >> 1)) / std::max(1, mean));
    });
}

LumaImage median(const LumaImage& image) {
    LumaImage result = image;
    for (int y = 1; y < image.height - 1; ++y) {
        Byte* to = rowOf(result, y);
        for (int x = 1; x < image.width - 1; ++x) {
            std::array<Byte, 9> nine{};
            for (int row = 0; row < 3; ++row)
                std::copy_n(rowOf(image, y - 1 + row) + x - 1, 3, nine.begin() + std::ptrdiff_t{3} * row);
            std::ranges::nth_element(nine, nine.begin() + 4);
            to[x] = nine[4];
        }
    }
    return result;
}

LumaImage darken(const LumaImage& image) {
    return extreme(image, [](Byte a, Byte b) { return std::min(a, b); });
}

LumaImage lighten(const LumaImage& image) {
    return extreme(image, [](Byte a, Byte b) { return std::max(a, b); });
}

}  // namespace cccd_bridge::imaging
