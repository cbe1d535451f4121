#include "address/unit_match.hpp"

#include "address/unit_words.hpp"
#include "base/digits.hpp"

#include <algorithm>
#include <string>

namespace cccd_bridge::address {

namespace {

constexpr std::size_t maxNameWords = 10;
constexpr std::size_t maxUnsure = 16;

bool isNumber(const Word& word) { return isDigit(word.key.front()); }

// Whether a name that starts at this word, with no kind, starts there for certain. A number ends the name of a hamlet
// ("Tổ 5"), not of a street ("12 Hòa Bình").
bool isBoundary(std::span<const Word> words, std::size_t at) {
    if (at == 0 || words[at].before != Gap::Space) return true;
    return at > 1 && !isNumber(words[at]) && isNumber(words[at - 1]) && isCountedHamlet(words[at - 2]);
}

bool isCommune(Level level) { return level == Level::OldCommune || level == Level::NewCommune; }
bool isProvince(Level level) { return level == Level::OldProvince || level == Level::NewProvince; }

class Matcher {
  public:
    Matcher(const UnitTable& table, const Text& text, std::size_t end, const Scope& scope)
        : table_(table), text_(text), end_(end), level_(scope.level), scope_(scope) {}

    std::vector<Match> run() {
        for (std::size_t start = end_; start > 0 && end_ - start < maxNameWords;) {
            --start;
            for (const KindWords& kind : kindsAt(text_.words, start, level_, text_.isBare))
                if (start + kind.length < end_) tryName(start, start + kind.length, kind.kind);
            tryName(start, start, Kind::None);
            if (text_.words[start].before == Gap::Comma) break;
        }
        return best();
    }

  private:
    void tryName(std::size_t start, std::size_t nameStart, Kind kind) {
        const bool bounded = kind != Kind::None || isBoundary(text_.words, start);
        if (!bounded && isPartOfOther(start)) return;
        std::string key;
        for (std::size_t at = nameStart; at < end_; ++at) {
            if (!key.empty()) key.push_back(' ');
            key += text_.words[at].key;
        }
        table_.forEachSpelling(level_, key, [&](const Spelling& spelling) {
            if (!scope_.accepts(spelling.unit)) return;
            note({spelling.unit, start, fitOf(spelling, key, kind), bounded, kind != Kind::None, spelling.former});
        });
    }

    // The number of something, the name of a unit of another kind, or that of a hamlet.
    bool isPartOfOther(std::size_t start) const {
        return isNumber(text_.words[start]) || followsKind(text_.words, start, text_.isBare) ||
               opensHamlet(text_.words[start - 1]);
    }

    Fit fitOf(const Spelling& spelling, std::string_view key, Kind kind) const {
        const bool sameKind =
            isProvince(level_) || kind == Kind::None || spelling.kind == Kind::None || kind == spelling.kind;
        const bool raised = !sameKind && level_ != Level::NewCommune && isRaised(kind, spelling.kind);
        if (!sameKind && !raised) return Fit::OtherKind;
        // There are few provinces and districts, all of them known: their letters are enough.
        // A text without any marks cannot tell "Thanh An" from "Thạnh An".
        if (isCommune(level_) && text_.isBare) return raised ? Fit::FoldedRaised : Fit::Folded;
        const bool sameName = spelling.bareOnly || !isCommune(level_) || table_.key(spelling) == key;
        if (sameName) return raised ? Fit::Raised : Fit::Same;
        return Fit::OtherMarks;
    }

    // One match a unit and start: the best.
    void note(const Match& match) {
        for (Match& known : matches_) {
            if (known.unit != match.unit || known.start != match.start || known.former != match.former) continue;
            if (match.fit < known.fit) known = match;
            return;
        }
        // In the order of their starts, and of their coming where that is one.
        matches_.insert(std::ranges::upper_bound(matches_, match.start, {}, &Match::start), match);
    }

    std::vector<Match> best() {
        // The longest way to write each unit comes first: "Phường Phường Đúc".
        dropTails();
        Fit fit = Fit::OtherKind;
        for (const Match& match : matches_)
            if (match.isSure()) fit = std::min(fit, match.fit);
        std::vector<Match> chosen;
        for (const Match& match : matches_) {
            const auto same = [&](const Match& known) {
                return known.unit == match.unit && known.former == match.former;
            };
            if (std::ranges::any_of(chosen, same)) continue;
            const bool taken =
                fit == Fit::OtherKind ? chosen.size() < maxUnsure : match.isSure() && isAsGood(match.fit, fit);
            if (taken) chosen.push_back(match);
        }
        return chosen;
    }

    bool isAsGood(Fit fit, Fit best) const {
        if (fit == best || !scope_.wide) return fit == best;
        return (best == Fit::Same && fit == Fit::Raised) || (best == Fit::Folded && fit == Fit::FoldedRaised);
    }

    // What stands behind the dash of a whole name is no name of its own: "Chân Mây - Lăng Cô".
    void dropTails() {
        const auto whole = std::ranges::find_if(matches_, &Match::isSure);
        if (whole == matches_.end()) return;
        const std::size_t start = whole->start;
        std::erase_if(matches_, [&](const Match& match) {
            return match.start > start && !match.kindGiven && text_.words[match.start].before == Gap::Dash;
        });
    }

    const UnitTable& table_;
    const Text& text_;
    std::size_t end_;
    Level level_;
    const Scope& scope_;
    std::vector<Match> matches_;
};

}  // namespace

std::vector<Match> matchUnits(const UnitTable& table, const Text& text, std::size_t end, const Scope& scope) {
    return Matcher(table, text, end, scope).run();
}

}  // namespace cccd_bridge::address
