#include "address/unit_words.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace cccd_bridge::address {

namespace {

struct Spelled {
    std::vector<std::string> words;
    Kind kind;
    bool onlyBare;  // only in a text without marks
};

std::vector<std::string> keysOf(std::string_view text) {
    std::vector<std::string> keys;
    for (const Word& word : splitWords(text)) keys.push_back(word.key);
    return keys;
}

std::vector<Spelled> makeSpelled() {
    std::vector<Spelled> list;
    const auto add = [&](std::string_view text, Kind kind, bool onlyBare = false) {
        list.push_back({keysOf(text), kind, onlyBare});
    };
    struct Named {
        std::string_view marked;
        std::string_view bare;
        Kind kind;
    };
    constexpr std::array<Named, 10> named{{
        {"tỉnh", "tinh", Kind::Province},
        {"thành phố", "thanh pho", Kind::City},
        {"quận", "quan", Kind::UrbanDistrict},
        {"huyện", "huyen", Kind::RuralDistrict},
        {"thị xã", "thi xa", Kind::Town},
        {"phường", "phuong", Kind::Ward},
        {"xã", "xa", Kind::Commune},
        {"thị trấn", "thi tran", Kind::Township},
        {"đặc khu", "dac khu", Kind::Zone},
        {"thủ đô", "thu do", Kind::City},
    }};
    for (const Named& name : named) {
        add(name.marked, name.kind);
        add(name.bare, name.kind, true);
    }
    // As a few rows of the state's table have it.
    add("thi trấn", Kind::Township);
    constexpr std::array<std::pair<std::string_view, Kind>, 13> shortForms{{
        {"t", Kind::Province},
        {"tp", Kind::City},
        {"t p", Kind::City},
        {"q", Kind::UrbanDistrict},
        {"h", Kind::RuralDistrict},
        {"tx", Kind::Town},
        {"t x", Kind::Town},
        {"p", Kind::Ward},
        {"f", Kind::Ward},
        {"x", Kind::Commune},
        {"tt", Kind::Township},
        {"t t", Kind::Township},
        {"đk", Kind::Zone},
    }};
    for (const auto& [text, kind] : shortForms) add(text, kind);
    return list;
}

const std::vector<Spelled>& spelledKinds() {
    static const std::vector<Spelled> list = makeSpelled();
    return list;
}

bool belongsTo(Kind kind, Level level) {
    switch (level) {
        case Level::NewProvince:
        case Level::OldProvince:
            return kind == Kind::Province || kind == Kind::City;
        case Level::District:
            return kind == Kind::City || kind == Kind::UrbanDistrict || kind == Kind::RuralDistrict ||
                   kind == Kind::Town;
        default:
            return kind == Kind::Ward || kind == Kind::Commune || kind == Kind::Township || kind == Kind::Zone;
    }
}

bool standsAt(const Spelled& spelled, std::span<const Word> words, std::size_t at) {
    if (at + spelled.words.size() > words.size()) return false;
    for (std::size_t offset = 0; offset < spelled.words.size(); ++offset) {
        if (words[at + offset].key != spelled.words[offset]) return false;
        if (offset > 0 && words[at + offset].before != Gap::Space) return false;
    }
    return true;
}

// The second word of "thị xã", "T. P.".
bool isInsideKind(std::span<const Word> words, std::size_t at, bool bareText) {
    return at > 0 && std::ranges::any_of(spelledKinds(), [&](const Spelled& spelled) {
               return spelled.words.size() == 2 && (bareText || !spelled.onlyBare) && standsAt(spelled, words, at - 1);
           });
}

std::string_view wordsOf(Kind kind) {
    switch (kind) {
        case Kind::Province:
            return "Tỉnh ";
        case Kind::City:
            return "Thành phố ";
        case Kind::UrbanDistrict:
            return "Quận ";
        case Kind::RuralDistrict:
            return "Huyện ";
        case Kind::Town:
            return "Thị xã ";
        case Kind::Ward:
            return "Phường ";
        case Kind::Commune:
            return "Xã ";
        case Kind::Township:
            return "Thị trấn ";
        case Kind::Zone:
            return "Đặc khu ";
        case Kind::None:
            return "";
    }
    return "";
}

int rank(Kind kind) {
    switch (kind) {
        case Kind::Commune:
        case Kind::RuralDistrict:
            return 0;
        case Kind::Township:
        case Kind::Town:
            return 1;
        default:
            return 2;
    }
}

}  // namespace

std::vector<KindWords> kindsAt(std::span<const Word> words, std::size_t at, Level level, bool bareText) {
    std::vector<KindWords> found;
    if (isInsideKind(words, at, bareText)) return found;
    for (const Spelled& spelled : spelledKinds()) {
        if (!belongsTo(spelled.kind, level) || (spelled.onlyBare && !bareText)) continue;
        if (standsAt(spelled, words, at)) found.push_back({spelled.kind, spelled.words.size()});
    }
    return found;
}

bool followsKind(std::span<const Word> words, std::size_t at, bool bareText) {
    if (at == 0 || words[at].before == Gap::Comma) return false;
    return std::ranges::any_of(spelledKinds(), [&](const Spelled& spelled) {
        const std::size_t length = spelled.words.size();
        return (bareText || !spelled.onlyBare) && length <= at && standsAt(spelled, words, at - length);
    });
}

bool opensHamlet(const Word& word) {
    static const std::vector<std::string> keys = keysOf(
        "khu làng phum sóc plei bon đường ngõ ngách hẻm số nhà kdc kv ql tl lang soc duong ngo ngach hem so nha");
    return isCountedHamlet(word) || std::ranges::find(keys, word.key) != keys.end();
}

bool isCountedHamlet(const Word& word) {
    static const std::vector<std::string> keys =
        keysOf("thôn ấp tổ phố xóm bản buôn đội khóm khối tdp kp tk thon ap to pho xom ban buon doi khom khoi");
    return std::ranges::find(keys, word.key) != keys.end();
}

bool isRaised(Kind before, Kind now) { return rank(before) < rank(now); }

std::string fullName(const Unit& unit) { return std::string(wordsOf(unit.kind)) + std::string(unit.name); }

}  // namespace cccd_bridge::address
