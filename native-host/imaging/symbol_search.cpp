#include "imaging/symbol_search.hpp"

#include "base/digits.hpp"
#include "imaging/flat.hpp"
#include "imaging/image_operations.hpp"
#include "imaging/regions.hpp"
#include "imaging/symbol_reader.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace cccd_bridge::imaging {
namespace {

using Clock = std::chrono::steady_clock;

// Twelve digits and a bar in front; what it is for certain is for cccd to say.
bool looksLikeCard(const Symbol& symbol) {
    constexpr std::size_t idLength = 12;
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
        case Operation::unblur:
            return unblur(image, step.first, step.second);
    }
    return image;
}

// The whole picture at a pass's size; nothing when the pass is not for pictures of this size.
std::optional<View> wholeView(ShrunkImages& sizes, const QrPass& pass) {
    const LumaImage& original = sizes.original();
    const auto pixels = static_cast<std::int64_t>(original.pixels.size());
    if (pixels < pass.minPixels) return std::nullopt;
    const int factor = shrinkFactor(original.pixels.size(), pass.maxPixels, std::max(1, pass.shrink));
    if (pass.enlarge == 0 || factor > 1)
        return View{.image = sizes.by(factor), .inOriginal = scaledPlace(0, 0, factor)};
    if (pixels * pass.enlarge * pass.enlarge > pass.maxPixels * 10000) return std::nullopt;
    return View{.image = resize(original, original.width * pass.enlarge / 100, original.height * pass.enlarge / 100),
                .inOriginal = scaledPlace(0, 0, 100.0 / pass.enlarge)};
}

// After the passes that cost little, a thorough look at the marks says whether there is more to find.
constexpr std::size_t cheapPasses = 4;
// A frame with a card gets no more than these, around marks and at half size: each sees cards that the other does not,
// and of two persons none may be overlooked for the other.
constexpr std::size_t framePasses = 2;

class Search {
  public:
    Search(const LumaImage& original, Clock::time_point deadline, Extent extent)
        : original_(original), sizes_(original), deadline_(deadline), extent_(extent) {}

    // Whether another pass is due. The first always is.
    bool goesOn() {
        if (looked_ == 0) return true;
        if (hasCard() && extent_ == Extent::frame) return looked_ < framePasses;
        if (Clock::now() >= deadline_) return false;
        if (looked_ < cheapPasses || symbols_.empty()) return true;
        addRegions(fineSearchPixels);
        return hasOpenRegion();
    }

    void run(const QrPass& pass) {
        // To look for marks by likeness takes as long as several frames, and the next frame may be a better one.
        if (pass.source == PassSource::alike && extent_ == Extent::frame) return;
        // Behind a card that was read the whole picture is not worth a harder look.
        const bool isWhole = pass.source == PassSource::whole;
        if (isWhole && hasCard() && looked_ >= cheapPasses) return;
        if (isWhole)
            lookAtWhole(pass);
        else
            lookAtRegions(pass);
        ++looked_;
    }

    std::vector<Symbol>& symbols() { return symbols_; }

  private:
    // A place where a code seems to be; its sheet is found when it is first asked for.
    struct Spot {
        Region region;
        std::optional<std::optional<Sheet>> sheet;
    };

    bool hasCard() const { return std::ranges::any_of(symbols_, looksLikeCard); }

    void addRegions(std::int64_t maxPixels) {
        if (std::ranges::find(searched_, maxPixels) != searched_.end()) return;
        searched_.push_back(maxPixels);
        findRegions(sizes_, maxPixels, regions_);
        for (std::size_t index = spots_.size(); index < regions_.size(); ++index)
            spots_.push_back({.region = regions_[index], .sheet = {}});
    }

    std::vector<Spot>& spotsFor(const QrPass& pass) {
        const std::int64_t maxPixels = pass.maxPixels == 0 ? fineSearchPixels : pass.maxPixels;
        if (pass.source != PassSource::alike) {
            addRegions(maxPixels);
            return spots_;
        }
        if (!std::exchange(searchedAlike_, true))
            for (const Region& region : findRegionsAlike(sizes_, maxPixels))
                spotsAlike_.push_back({.region = region, .sheet = {}});
        return spotsAlike_;
    }

    // Whether nothing was read there so far.
    bool isOpen(const Region& region) const {
        return std::ranges::none_of(symbols_, [&](const Symbol& symbol) { return covers(symbol, region); });
    }
    bool hasOpenRegion() const {
        return std::ranges::any_of(regions_, [this](const Region& region) { return isOpen(region); });
    }

    void lookAtWhole(const QrPass& pass) {
        // A picture that is looked at as it is need not be copied.
        if (pass.shrink == 0 && pass.enlarge == 0 && pass.stepCount == 0 &&
            static_cast<std::int64_t>(original_.pixels.size()) <= pass.maxPixels)
            keep(readSymbols(original_, pass.binarizer, pass.effort));
        else
            look(wholeView(sizes_, pass), pass);
    }

    void lookAtRegions(const QrPass& pass) {
        bool first = true;
        for (Spot& spot : spotsFor(pass)) {
            if (!isOpen(spot.region)) continue;
            // Beside a card there may be another person's: whose it is must not hang on the time.
            if (!std::exchange(first, false) && !hasCard() && Clock::now() >= deadline_) return;
            look(spotView(spot, pass), pass);
        }
    }

    std::optional<View> spotView(Spot& spot, const QrPass& pass) const {
        if (pass.source == PassSource::marks) return regionView(original_, spot.region, pass.modulePixels);
        if (!spot.sheet) spot.sheet = findSheet(original_, spot.region);
        if (!*spot.sheet) return std::nullopt;
        return sheetView(**spot.sheet, spot.region, pass.modulePixels);
    }

    void look(std::optional<View> view, const QrPass& pass) {
        if (!view) return;
        for (std::size_t step = 0; step < pass.stepCount; ++step) view->image = apply(view->image, pass.steps[step]);
        auto found = readSymbols(view->image, pass.binarizer, pass.effort);
        for (Symbol& symbol : found) std::ranges::transform(symbol.corners, symbol.corners.begin(), view->inOriginal);
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
    ShrunkImages sizes_;
    Clock::time_point deadline_;
    Extent extent_;
    std::vector<Symbol> symbols_;
    std::vector<std::int64_t> searched_;
    std::vector<Region> regions_;
    std::vector<Spot> spots_;
    // Those whose marks were found by likeness, once a pass has asked for them.
    std::vector<Spot> spotsAlike_;
    bool searchedAlike_ = false;
    std::size_t looked_ = 0;
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
                                  std::chrono::milliseconds budget, Extent extent) {
    Search search(original, Clock::now() + budget, extent);
    for (const QrPass& pass : passes) {
        if (!search.goesOn()) break;
        search.run(pass);
    }
    return cardsFirst(std::move(search.symbols()));
}

}  // namespace cccd_bridge::imaging
