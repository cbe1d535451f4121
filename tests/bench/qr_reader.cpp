// For ./dev bench qr: the host's decoder without its process around it. Reads "milliseconds path luma-file" a line,
// writes one JSON line: what the library gives in its default setting, and what the passes give without hurry and
// within the milliseconds. Also leaves the picture as a portable graymap for readers that cannot open it.
#include "imaging/qr_image.hpp"
#include "imaging/qr_passes.hpp"
#include "imaging/symbol_reader.hpp"
#include "imaging/symbol_search.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <sstream>
#include <string>

namespace json = boost::json;
using namespace cccd_bridge;
using namespace cccd_bridge::imaging;

namespace {

using Milliseconds = std::chrono::duration<double, std::milli>;

// What is timed against something else is done so often unless it takes long; the quickest counts: another program's
// turn is not the decoder's time.
constexpr int repeats = 3;
constexpr Milliseconds longTime{200};

json::object timed(const std::function<std::vector<Symbol>()>& read, int times = 1) {
    Milliseconds took = Milliseconds::max();
    std::vector<Symbol> symbols;
    for (int time = 0; time < times && (time == 0 || took < longTime); ++time) {
        const auto begin = std::chrono::steady_clock::now();
        symbols = read();
        took = std::min<Milliseconds>(took, std::chrono::steady_clock::now() - begin);
    }
    json::array list;
    for (const Symbol& symbol : symbols) {
        json::array corners;
        for (const Point& corner : symbol.corners) corners.emplace_back(json::object{{"x", corner.x}, {"y", corner.y}});
        list.emplace_back(json::object{{"text", symbol.text}, {"corners", std::move(corners)}});
    }
    return {{"symbols", std::move(list)}, {"ms", took.count()}};
}

void writeGraymap(const LumaImage& image, const std::string& path) {
    std::ofstream file(path, std::ios::binary);
    file << "P5\n" << image.width << ' ' << image.height << "\n255\n";
    file.write(reinterpret_cast<const char*>(image.pixels.data()), static_cast<std::streamsize>(image.pixels.size()));
}

json::object look(const std::string& path, const std::string& lumaPath, std::chrono::milliseconds frameBudget) {
    std::ifstream file(path, std::ios::binary);
    const auto image = decodeLuma(Bytes(std::istreambuf_iterator<char>(file), {}));
    if (!image) return {{"error", std::string(errorText(image.error().code).wireCode)}};
    writeGraymap(*image, lumaPath);
    return {{"default", timed([&] { return readSymbols(*image, Binarizer::LocalAverage, Effort::thorough); }, repeats)},
            {"passes", timed([&] { return findSymbols(*image); })},
            {"frame", timed([&] { return searchSymbols(*image, qrPasses, frameBudget, Extent::frame); }, repeats)}};
}

}  // namespace

int main() {
    for (std::string line; std::getline(std::cin, line);) {
        std::istringstream words(line);
        int budget = 0;
        std::string path;
        std::string luma;
        std::getline(std::getline(words >> budget >> std::ws, path, '\t'), luma);
        std::cout << json::serialize(look(path, luma, std::chrono::milliseconds(budget))) << std::endl;
    }
}
