#include "imaging/symbol_search.hpp"

#include "imaging/image_operations.hpp"
#include "imaging/regions.hpp"
#include "imaging/symbol_reader.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace cccd_bridge::imaging {
namespace {

using Clock = std::chrono::steady_clock;

// Twelve digits and a bar in front; what it is for certain is for cccd to say.
bool looksLikeCard(const Symbol& symbol) {
    constexpr std::size_t idLength = 12;
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    return symbol.text.size() > idLength && symbol.text[idLength] == '|' &&
           std::all_of(symbol.text.begin(), symbol.text.begin() + idLength, isDigit);
}

double squared(double value) { return value * value; }

// Whether two symbols are one, seen twice: middles nearer than a quarter of the diagonal and sizes alike, or
// nearer than half of it and the same text.
bool sameSymbol(const Symbol& one, const Symbol& other) {
    double apartX = 0;
    double apartY = 0;
    for (std::size_t corner = 0; corner < one.corners.size(); ++corner) {
        apartX += (one.corners[corner].x - other.corners[corner].x) / 4.0;
        apartY += (one.corners[corner].y - other.corners[corner].y) / 4.0;
    }
    const auto diagonal = [](const Symbol& symbol) {
        return squared(symbol.corners[0].x - symbol.corners[2].x) + squared(symbol.corners[0].y - symbol.corners[2].y);
    };
    const auto [smaller, larger] = std::minmax({diagonal(one), diagonal(other)});
    const bool sameText = one.text == other.text;
    if (!sameText && larger > smaller * 2) return false;
    return squared(apartX) + squared(apartY) < std::max(16.0, larger / (sameText ? 4 : 16));
}

LumaImage apply(const LumaImage& image, const PassStep& step) {
    switch (step.operation) {
        case Operation::invert:
            return invert(image);
        case Operation::stretch:
            return stretch(image, step.first, step.second);
        case Operation::blur:
            return blur(image, step.first);
        case Operation::sharpen:
            return sharpen(image, step.first, step.second);
        case Operation::threshold:
            return threshold(image, step.first, step.second);
        case Operation::flatten:
            return flatten(image, step.first);
        case Operation::median:
            return median(image);
        case Operation::darken:
            return darken(image);
        case Operation::lighten:
            return lighten(image);
        case Operation::localContrast:
            return localContrast(image, step.first, step.second);
    }
    return image;
}

// The whole picture at a pass's size; nothing when the pass is not for pictures of this size.
std::optional<View> wholeView(const LumaImage& original, const QrPass& pass) {
    const auto pixels = static_cast<std::int64_t>(original.pixels.size());
    if (pixels < pass.minPixels) return std::nullopt;
    const int factor = shrinkFactor(original.pixels.size(), pass.maxPixels, std::max(1, pass.shrink));
    if (pass.enlarge == 0 || factor > 1)
        return View{.image = shrink(original, factor), .scale = static_cast<double>(factor)};
    if (pixels * pass.enlarge * pass.enlarge > pass.maxPixels * 10000) return std::nullopt;
    return View{.image = resize(original, original.width * pass.enlarge / 100, original.height * pass.enlarge / 100),
                .scale = 100.0 / pass.enlarge};
}

class Search {
  public:
    Search(const LumaImage& original, Clock::time_point deadline) : original_(original), deadline_(deadline) {}

    void run(const QrPass& pass) {
        if (pass.source == PassSource::whole) {
            // A picture that is looked at as it is need not be copied.
            if (pass.shrink == 0 && pass.enlarge == 0 && pass.stepCount == 0 &&
                static_cast<std::int64_t>(original_.pixels.size()) <= pass.maxPixels)
                keep(readSymbols(original_, pass.binarizer, pass.effort));
            else
                look(wholeView(original_, pass), pass);
            return;
        }
        for (const Region& region : openRegions()) {
            if (isDone()) return;
            look(regionView(original_, region, pass.modulePixels), pass);
        }
    }

    bool isDone() const { return Clock::now() >= deadline_ || std::ranges::any_of(symbols_, looksLikeCard); }

    // Regions in which nothing was read so far.
    std::vector<Region> openRegions() {
        if (!regions_) regions_ = findRegions(original_);
        std::vector<Region> open;
        std::ranges::copy_if(*regions_, std::back_inserter(open), [this](const Region& region) {
            return std::ranges::none_of(symbols_, [&](const Symbol& symbol) { return covers(symbol, region); });
        });
        return open;
    }

    std::vector<Symbol>& symbols() { return symbols_; }

  private:
    void look(std::optional<View> view, const QrPass& pass) {
        if (!view) return;
        for (std::size_t step = 0; step < pass.stepCount; ++step) view->image = apply(view->image, pass.steps[step]);
        auto found = readSymbols(view->image, pass.binarizer, pass.effort);
        for (Symbol& symbol : found)
            for (Point& corner : symbol.corners)
                corner = {view->left + static_cast<int>(std::floor(corner.x * view->scale + 0.5)),
                          view->top + static_cast<int>(std::floor(corner.y * view->scale + 0.5))};
        keep(std::move(found));
    }

    // Of two readings at one place the first stays.
    void keep(std::vector<Symbol> found) {
        for (Symbol& symbol : found) {
            const bool known =
                std::ranges::any_of(symbols_, [&](const Symbol& other) { return sameSymbol(symbol, other); });
            if (!known && symbols_.size() < maxSymbols) symbols_.push_back(std::move(symbol));
        }
    }

    const LumaImage& original_;
    Clock::time_point deadline_;
    std::vector<Symbol> symbols_;
    std::optional<std::vector<Region>> regions_;
};

std::vector<Symbol> cardsFirst(std::vector<Symbol> symbols) {
    std::vector<Symbol> ordered;
    std::ptrdiff_t cards = 0;
    for (Symbol& symbol : symbols)
        ordered.insert(looksLikeCard(symbol) ? ordered.begin() + cards++ : ordered.end(), std::move(symbol));
    return ordered;
}

}  // namespace

std::vector<Symbol> searchSymbols(const LumaImage& original, std::span<const QrPass> passes,
                                  std::chrono::milliseconds budget) {
    // After the passes that cost little, a look at the marks says whether there is more to find.
    constexpr std::size_t cheapPasses = 3;
    Search search(original, Clock::now() + budget);
    std::size_t looked = 0;
    for (const QrPass& pass : passes) {
        if (looked > 0 && search.isDone()) break;
        search.run(pass);
        ++looked;
        if (looked >= cheapPasses && !search.symbols().empty() && search.openRegions().empty()) break;
    }
    return cardsFirst(std::move(search.symbols()));
}

}  // namespace cccd_bridge::imaging
