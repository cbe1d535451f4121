#include "address/reading.hpp"

#include "address/unit_words.hpp"

#include <algorithm>

namespace cccd_bridge::address {

namespace {

bool anySure(const std::vector<Match>& matches) { return std::ranges::any_of(matches, &Match::isSure); }

// A text may end in the country's name.
std::size_t endOfUnits(std::span<const Word> words) {
    const std::size_t size = words.size();
    if (size > 0 && words[size - 1].key == "vn") return size - 1;
    if (size > 1 && sameLetters(words[size - 2].key, "viet") && sameLetters(words[size - 1].key, "nam")) {
        if (size == 2 || words[size - 2].before == Gap::Comma) return size - 2;
    }
    return size;
}

class Reader {
  public:
    Reader(const UnitTable& table, const Text& text) : table_(table), text_(text) {}

    std::optional<Readings> run() {
        const auto province = findProvince();
        if (!province) return std::nullopt;
        Readings readings;
        const auto districts = findDistricts(*province);
        readings.endsInDistrict = !districts.empty();
        readings.three = readThree(districts);
        const auto inProvince = [&](UnitIndex unit) { return table_[table_[unit].parent].parent == province->unit; };
        readings.two = readTwo(matchUnits(table_, text_, province->start,
                                          {.level = Level::OldCommune, .accepts = inProvince, .wide = true}));
        const UnitIndex now = table_[province->unit].heir;
        if (now != noUnit) {
            readings.now = readTwo(
                match(province->start, Level::NewCommune, [&](UnitIndex unit) { return table_[unit].parent == now; }));
        }
        return readings;
    }

  private:
    std::vector<Match> match(std::size_t end, Level level, const UnitFilter& accepts) const {
        return matchUnits(table_, text_, end, {.level = level, .accepts = accepts});
    }

    // The longest name wins where nothing separates it: a province needs no bounds.
    std::optional<Match> findProvince() const {
        const auto found = match(endOfUnits(text_.words), Level::OldProvince, [](UnitIndex) { return true; });
        if (found.empty()) return std::nullopt;
        return *std::ranges::min_element(found, {}, &Match::start);
    }

    // A district may already be written with the province that took its own in.
    std::vector<Match> findDistricts(const Match& province) const {
        auto own = match(province.start, Level::District,
                         [&](UnitIndex unit) { return table_[unit].parent == province.unit; });
        if (!own.empty() || table_[province.unit].heir == noUnit) return own;
        return match(province.start, Level::District,
                     [&](UnitIndex unit) { return table_[table_[unit].parent].parent == table_[province.unit].heir; });
    }

    static Reading readTwo(std::vector<Match> communes) {
        const bool sure = anySure(communes);
        return {.communes = std::move(communes), .isSure = sure};
    }

    Reading readThree(const std::vector<Match>& districts) const {
        Reading best;
        for (const Match& district : districts) {
            // All that start where this one does are read at once.
            const bool first = &district == &*std::ranges::find(districts, district.start, &Match::start);
            if (!first) continue;
            Reading reading = readCommunes(districts, district.start);
            reading.isSure = reading.isSure && district.fit <= Fit::FoldedRaised;
            if (!best.exists() || (reading.isSure && !best.isSure)) best = std::move(reading);
        }
        return best;
    }

    Reading readCommunes(const std::vector<Match>& districts, std::size_t start) const {
        std::vector<UnitIndex> own;
        std::vector<UnitIndex> all;
        for (const Match& district : districts) {
            if (district.start != start) continue;
            all.push_back(district.unit);
            if (!district.former) own.push_back(district.unit);
        }
        const auto within = [&](const std::vector<UnitIndex>& units) {
            return match(start, Level::OldCommune,
                         [&](UnitIndex unit) { return std::ranges::find(units, table_[unit].parent) != units.end(); });
        };
        // Where a former district's communes went is looked at only when today's district of that name has none.
        auto communes = within(own);
        if (!anySure(communes)) {
            auto more = within(all);
            if (anySure(more) || communes.empty()) communes = std::move(more);
        }
        if (!communes.empty()) return readTwo(std::move(communes));
        if (own.size() != 1 || table_[own[0]].heir == noUnit) return {};
        return {.wholeDistrict = own[0], .wholeStart = start, .isSure = true};
    }

    const UnitTable& table_;
    const Text& text_;
};

}  // namespace

std::optional<Readings> readUnits(const UnitTable& table, const Text& text) { return Reader(table, text).run(); }

}  // namespace cccd_bridge::address
