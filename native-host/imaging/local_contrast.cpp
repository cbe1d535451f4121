// Contrast-limited adaptive histogram equalisation, in whole numbers.
#include "imaging/image_operations.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace cccd_bridge::imaging {
namespace {

using Table = std::array<Byte, 256>;
using Counts = std::array<std::uint32_t, 256>;

std::int64_t edge(int index, int size, int tiles) { return std::int64_t{index} * size / tiles; }

Counts countsOf(const LumaImage& image, int column, int row, int tiles) {
    Counts counts{};
    for (auto y = edge(row, image.height, tiles); y < edge(row + 1, image.height, tiles); ++y)
        for (auto x = edge(column, image.width, tiles); x < edge(column + 1, image.width, tiles); ++x)
            ++counts[image.pixels[static_cast<std::size_t>(y * image.width + x)]];
    return counts;
}

// Each brightness to its share of the tile, where what one has too many of goes to all.
Table tableOf(Counts counts, int clipPercent) {
    std::uint64_t area = 0;
    for (const auto count : counts) area += count;
    const auto limit =
        static_cast<std::uint32_t>(std::max<std::uint64_t>(1, area * static_cast<std::uint64_t>(clipPercent) / 25600));
    std::uint32_t excess = 0;
    for (auto& count : counts) {
        excess += count - std::min(count, limit);
        count = std::min(count, limit);
    }
    Table table{};
    std::uint64_t sum = 0;
    for (std::size_t value = 0; value < table.size(); ++value) {
        sum += counts[value] + excess / 256 + (value < excess % 256 ? 1 : 0);
        table[value] = static_cast<Byte>(sum * 255 / std::max<std::uint64_t>(1, area));
    }
    return table;
}

// The two tiles between whose middles a pixel lies, and the second one's weight of 256.
struct Between {
    std::size_t first;
    std::size_t second;
    int weight;
};

Between between(int place, int size, int tiles) {
    const auto scaled = (2 * std::int64_t{place} + 1) * tiles * 128 / size - 128;
    if (scaled <= 0) return {0, 0, 0};
    const auto first = std::min<std::int64_t>(scaled >> 8, tiles - 1);
    return {static_cast<std::size_t>(first), static_cast<std::size_t>(std::min<std::int64_t>(first + 1, tiles - 1)),
            static_cast<int>(scaled & 255)};
}

}  // namespace

LumaImage localContrast(const LumaImage& image, int tiles, int clipPercent) {
    if (image.width < tiles || image.height < tiles) return image;
    std::vector<Table> tables;
    tables.reserve(static_cast<std::size_t>(tiles) * static_cast<std::size_t>(tiles));
    for (int row = 0; row < tiles; ++row)
        for (int column = 0; column < tiles; ++column)
            tables.push_back(tableOf(countsOf(image, column, row, tiles), clipPercent));
    std::vector<Between> columns;
    columns.reserve(static_cast<std::size_t>(image.width));
    for (int x = 0; x < image.width; ++x) columns.push_back(between(x, image.width, tiles));
    LumaImage result = image;
    Byte* pixel = result.pixels.data();
    for (int y = 0; y < image.height; ++y) {
        const Between down = between(y, image.height, tiles);
        const Table* above = tables.data() + down.first * static_cast<std::size_t>(tiles);
        const Table* below = tables.data() + down.second * static_cast<std::size_t>(tiles);
        for (const Between& across : columns) {
            const int top =
                above[across.first][*pixel] * (256 - across.weight) + above[across.second][*pixel] * across.weight;
            const int bottom =
                below[across.first][*pixel] * (256 - across.weight) + below[across.second][*pixel] * across.weight;
            *pixel++ = static_cast<Byte>((top * (256 - down.weight) + bottom * down.weight + 32768) >> 16);
        }
    }
    return result;
}

}  // namespace cccd_bridge::imaging
