#include "address/resolve.hpp"

#include "address/reading.hpp"
#include "address/unit_words.hpp"
#include "base/digits.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <initializer_list>

namespace cccd_bridge::address {

namespace {

constexpr std::size_t maxWords = 64;
constexpr std::string_view firstDayOfTwoLevels = "2025-07-01";

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view edges = " \t\r\n,;-";
    const auto begin = text.find_first_not_of(edges);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(edges) - begin + 1);
}

Reason reasonOf(const Match& match) {
    if (match.fit == Fit::OtherMarks) return Reason::OtherSpelling;
    if (match.fit == Fit::OtherKind) return Reason::OtherKind;
    return match.bounded ? Reason::SameName : Reason::UnclearStart;
}

Reason reasonOf(Share share) {
    if (share == Share::Population) return Reason::WholePopulation;
    return share == Share::Doubtful ? Reason::SourcesDisagree : Reason::Split;
}

// A commune of today that may be meant.
struct Outcome {
    UnitIndex commune;
    std::size_t start;
    Reason reason;
    bool doubtful;
};

class Resolver {
  public:
    Resolver(const UnitTable& table, std::string_view text) : table_(table), text_(text), allWords_(splitWords(text)) {
        words_ = allWords_;
        // Units are at the end; a text of a thousand words costs no more than one of sixty.
        if (words_.size() > maxWords) words_ = words_.last(maxWords);
        bare_ = std::ranges::all_of(words_, [](const Word& word) { return isBare(word.key); });
        result_.detail = text;
    }

    Resolution giveUp() { return std::move(result_); }

    Resolution run(Era era) {
        const auto readings = readUnits(table_, {words_, bare_});
        if (!readings) return giveUp();
        if (era != Era::ThreeLevels && readings->now.exists()) {
            decideWithNew(*readings, era);
        } else {
            decideOld(*readings);
        }
        return std::move(result_);
    }

  private:
    void decideOld(const Readings& readings) {
        if (readings.three.exists()) return answer(readings.three);
        if (!mayBeDistrict(readings.two, readings) && !followsUnit(readings.two)) return answer(readings.two);
        ask({{&readings.two, Reason::OldMap}});
    }

    void decideWithNew(const Readings& readings, Era era) {
        const auto& [three, two, now, endsInDistrict] = readings;
        // Three known levels in a row are the old map, unless the card was issued after it.
        if (era == Era::Unknown && three.isSure && !three.communes.empty()) return answer(three);
        if (three.exists()) {
            // "Phường Xuân Trường - Đà Lạt" is a whole name, though a Xã Xuân Trường lay in the city of Đà Lạt.
            if (!three.isSure && now.isSure && startOf(now) <= startOf(three) && !followsUnit(now)) return answer(now);
            if (three.isSure && now.isSure && sameCommune(three, now)) return answer(three);
            return ask({{&three, Reason::OldMap}, {&now, Reason::NewMap}});
        }
        const bool clear = now.isSure && !followsUnit(now);
        const bool district = mayBeDistrict(now, readings);
        if (era == Era::TwoLevels && clear && (!district || isDetail(now))) return answer(now);
        if (era == Era::Unknown && clear && !district) {
            if (!two.isSure) return answer(now);
            if (sameCommune(two, now)) return answer(startOf(two) > startOf(now) ? now : two);
        }
        ask({{&two, Reason::OldMap}, {&now, Reason::NewMap}});
    }

    // "Chợ Mới, An Giang" may lack the commune.
    static bool mayBeDistrict(const Reading& reading, const Readings& readings) {
        return readings.endsInDistrict && std::ranges::none_of(reading.communes, &Match::kindGiven);
    }

    // First word of the part before the reading's units; none when nothing stands there.
    std::optional<std::size_t> partBefore(const Reading& reading) const {
        if (!reading.exists() || startOf(reading) == 0) return std::nullopt;
        std::size_t at = startOf(reading) - 1;
        while (at > 0 && words_[at].before != Gap::Comma) --at;
        return at;
    }

    // A second unit in front means that the text is not what it looks like.
    bool followsUnit(const Reading& reading) const {
        const auto part = partBefore(reading);
        if (!part) return false;
        const auto names = [&](Level level) {
            return std::ranges::any_of(kindsAt(words_, *part, level, bare_), [&](const KindWords& kind) {
                return *part + kind.length < startOf(reading) && !isDigit(words_[*part + kind.length].key.front());
            });
        };
        return names(Level::OldCommune) || names(Level::District);
    }

    // What stands before is a house, a street or a hamlet, or nothing.
    bool isDetail(const Reading& reading) const {
        const auto part = partBefore(reading);
        return !part || opensHamlet(words_[*part]) || isDigit(words_[*part].key.front());
    }

    static std::size_t startOf(const Reading& reading) {
        return reading.communes.empty() ? reading.wholeStart : reading.communes.front().start;
    }

    std::vector<Outcome> outcomesOf(const Reading& reading) const {
        std::vector<Outcome> outcomes;
        if (reading.wholeDistrict != noUnit)
            outcomes.push_back({table_[reading.wholeDistrict].heir, reading.wholeStart, Reason::OldMap, false});
        for (const Match& match : reading.communes) {
            if (table_[match.unit].level == Level::NewCommune) {
                outcomes.push_back({match.unit, match.start, reasonOf(match), false});
                continue;
            }
            const auto targets = table_.targets(match.unit);
            for (const Target& target : targets) {
                const Reason reason = targets.size() > 1 ? reasonOf(target.share) : reasonOf(match);
                outcomes.push_back({target.unit, match.start, reason, target.share == Share::Doubtful});
            }
        }
        return outcomes;
    }

    bool sameCommune(const Reading& left, const Reading& right) const {
        const auto first = outcomesOf(left);
        const auto second = outcomesOf(right);
        return !first.empty() && !second.empty() && isOne(first) && isOne(second) &&
               first[0].commune == second[0].commune;
    }

    static bool isOne(const std::vector<Outcome>& outcomes) {
        return std::ranges::all_of(outcomes, [&](const Outcome& outcome) {
            return !outcome.doubtful && outcome.commune == outcomes[0].commune;
        });
    }

    void answer(const Reading& reading) {
        const auto outcomes = outcomesOf(reading);
        if (outcomes.empty()) return;
        noteOld(reading);
        if (!reading.isSure || !isOne(outcomes)) return offer(outcomes);
        result_.status = Status::Exact;
        const Unit& commune = table_[outcomes[0].commune];
        result_.province = placeOf(commune.parent);
        result_.commune = placeOf(outcomes[0].commune);
        result_.detail = detailBefore(outcomes[0].start);
    }

    struct Asked {
        const Reading* reading;
        Reason reason;
    };

    // The readings contradict each other or stand on too little: each of them is offered.
    void ask(std::initializer_list<Asked> readings) {
        std::vector<Outcome> all;
        for (const Asked& asked : readings) {
            for (Outcome outcome : outcomesOf(*asked.reading)) {
                if (outcome.reason == Reason::SameName) outcome.reason = asked.reason;
                all.push_back(outcome);
            }
        }
        offer(all);
    }

    void offer(const std::vector<Outcome>& outcomes) {
        if (outcomes.empty()) return;
        result_.status = Status::Ambiguous;
        result_.detail = detailBefore(outcomes[0].start);
        for (const Outcome& outcome : outcomes) {
            if (result_.candidates.size() == maxCandidates) break;
            const Candidate candidate{placeOf(table_[outcome.commune].parent), placeOf(outcome.commune), outcome.reason,
                                      detailBefore(outcome.start)};
            if (std::ranges::find(result_.candidates, candidate.commune, &Candidate::commune) ==
                result_.candidates.end())
                result_.candidates.push_back(candidate);
        }
        const Place& province = result_.candidates[0].province;
        const bool agreed = std::ranges::all_of(
            result_.candidates, [&](const Candidate& candidate) { return candidate.province == province; });
        if (agreed) result_.province = province;
    }

    void noteOld(const Reading& reading) {
        if (!reading.isSure) return;
        UnitIndex district = reading.wholeDistrict;
        std::optional<Place> commune;
        if (district == noUnit) {
            if (reading.communes.size() != 1) return;
            const UnitIndex unit = reading.communes[0].unit;
            if (table_[unit].level != Level::OldCommune) return;
            commune = placeOf(unit);
            district = table_[unit].parent;
        }
        result_.old = OldUnits{placeOf(table_[district].parent), placeOf(district), std::move(commune)};
    }

    Place placeOf(UnitIndex unit) const { return {std::string(table_[unit].code), fullName(table_[unit])}; }

    std::string detailBefore(std::size_t start) const {
        return std::string(trimmed(text_.substr(0, words_[start].begin)));
    }

    const UnitTable& table_;
    std::string_view text_;
    std::vector<Word> allWords_;
    std::span<const Word> words_;
    bool bare_ = false;
    Resolution result_;
};

}  // namespace

Era eraOf(std::string_view isoDate) {
    if (isoDate.size() == 4) {
        const auto year = firstDayOfTwoLevels.substr(0, 4);
        if (isoDate == year) return Era::Unknown;
        return isoDate < year ? Era::ThreeLevels : Era::TwoLevels;
    }
    return isoDate < firstDayOfTwoLevels ? Era::ThreeLevels : Era::TwoLevels;
}

Result<Resolution> resolve(std::string_view text, Era era, const UnitTable& table) {
    TRY(const std::string composedText, normaliseNfc(text));
    Resolver resolver(table, composedText);
    return composedText.size() > maxTextBytes ? resolver.giveUp() : resolver.run(era);
}

}  // namespace cccd_bridge::address
