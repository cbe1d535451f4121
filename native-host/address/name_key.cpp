#include "address/name_key.hpp"

#include "base/digits.hpp"

#include <algorithm>
#include <array>

namespace cccd_bridge::address {

namespace {

constexpr char32_t pastVietnamese = 0x1F00;

struct Letter {
    char byte;  // 0: not a letter
    char tone;  // 0: level
};

// Six to a row: level, grave, acute, tilde, hook, dot.
constexpr std::u32string_view smallLetters =
    U"aàáãảạăằắẵẳặâầấẫẩậeèéẽẻẹêềếễểệiìíĩỉịoòóõỏọôồốỗổộơờớỡởợuùúũủụưừứữửựyỳýỹỷỵ";
constexpr std::u32string_view capitalLetters =
    U"AÀÁÃẢẠĂẰẮẴẲẶÂẦẤẪẨẬEÈÉẼẺẸÊỀẾỄỂỆIÌÍĨỈỊOÒÓÕỎỌÔỒỐỖỔỘƠỜỚỠỞỢUÙÚŨỦỤƯỪỨỮỬỰYỲÝỸỶỴ";
constexpr std::string_view vowels = "aABeEioOPuUy";
constexpr std::size_t tones = 6;

constexpr std::array<Letter, pastVietnamese> makeLetters() {
    std::array<Letter, pastVietnamese> letters{};
    for (char32_t c = '0'; c <= '9'; ++c) letters[c] = {static_cast<char>(c), 0};
    for (char32_t c = 'a'; c <= 'z'; ++c) letters[c] = letters[c - 'a' + 'A'] = {static_cast<char>(c), 0};
    letters[U'đ'] = letters[U'Đ'] = {'D', 0};
    for (std::size_t at = 0; at < smallLetters.size(); ++at) {
        const Letter letter{vowels[at / tones], static_cast<char>(at % tones)};
        letters[smallLetters[at]] = letters[capitalLetters[at]] = letter;
    }
    return letters;
}

constexpr std::array<Letter, pastVietnamese> letterTable = makeLetters();

struct CodePoint {
    char32_t value;
    std::size_t length;
};

// The code point at `at`; a byte that is not UTF-8 is one of no meaning.
CodePoint decode(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t offset) {
        return at + offset < text.size() ? static_cast<unsigned char>(text[at + offset]) : 0U;
    };
    const unsigned first = byte(0);
    if (first < 0x80) return {first, 1};
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    char32_t value = first & (0xFFU >> (length + 1));
    for (std::size_t offset = 1; offset < length; ++offset) {
        if ((byte(offset) & 0xC0U) != 0x80U) return {0xFFFD, 1};
        value = value << 6U | (byte(offset) & 0x3FU);
    }
    return {value, length};
}

bool isApostrophe(char32_t c) { return c == '\'' || c == '`' || c == 0xB4 || c == 0x2BC || c == 0x2018 || c == 0x2019; }

bool isMark(char32_t c) { return c >= 0x300 && c <= 0x36F; }

bool isDash(char32_t c) { return c == '-' || (c >= 0x2010 && c <= 0x2015); }

bool isComma(char32_t c) { return c == ',' || c == ';' || c == '\n' || c == '\r' || c == '|' || c == 0xFF0C; }

bool isBlank(std::string_view text, std::size_t at) {
    return at >= text.size() || text[at] == ' ' || text[at] == '\t' || text.substr(at).starts_with("\xC2\xA0");
}

// The gap that a character which is no part of a word makes.
Gap gapOf(std::string_view text, std::size_t at, const CodePoint& point) {
    if (isComma(point.value)) return Gap::Comma;
    const bool spaced = at > 0 && isBlank(text, at - 1) && isBlank(text, at + point.length);
    return isDash(point.value) && spaced ? Gap::Dash : Gap::Space;
}

// Calls visit(bytes of the key, begin, end, gap) for each word.
class Scanner {
  public:
    explicit Scanner(std::string_view text) : text_(text) {}

    template <class Visitor>
    void run(Visitor&& visit) {
        for (std::size_t at = 0; at < text_.size();) {
            const CodePoint point = decode(text_, at);
            const Letter letter = point.value < pastVietnamese ? letterTable[point.value] : Letter{0, 0};
            if (letter.byte != 0) {
                take(letter, at, point.length);
            } else if (!isApostrophe(point.value) && !isMark(point.value)) {
                finish(visit);
                gap_ = std::max(gap_, gapOf(text_, at, point));
            }
            at += point.length;
        }
        finish(visit);
    }

  private:
    void take(const Letter& letter, std::size_t at, std::size_t length) {
        if (bytes_.empty()) begin_ = at;
        if (bytes_ == "0" && isDigit(letter.byte)) bytes_.clear();
        bytes_.push_back(letter.byte);
        if (letter.tone != 0) tones_.push_back(letter.tone);
        end_ = at + length;
    }

    template <class Visitor>
    void finish(Visitor& visit) {
        if (bytes_.empty()) return;
        bytes_ += tones_;
        visit(bytes_, begin_, end_, gap_);
        bytes_.clear();
        tones_.clear();
        gap_ = Gap::Space;
    }

    std::string_view text_;
    std::string bytes_;
    std::string tones_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    Gap gap_ = Gap::Space;
};

// "p4", "q08": a unit's letter and its number without anything between them.
bool isLetterAndNumber(std::string_view key) {
    constexpr std::string_view unitLetters = "pqf";
    return key.size() >= 2 && key.size() <= 3 && unitLetters.contains(key.front()) &&
           std::ranges::all_of(key.substr(1), isDigit);
}

}  // namespace

std::vector<Word> splitWords(std::string_view text) {
    std::vector<Word> words;
    Scanner(text).run([&](const std::string& key, std::size_t begin, std::size_t end, Gap gap) {
        if (!isLetterAndNumber(key)) return words.push_back({key, begin, end, gap});
        words.push_back({key.substr(0, 1), begin, begin + 1, gap});
        words.push_back({nameKey(key.substr(1)), begin + 1, end, Gap::Space});
    });
    return words;
}

std::string nameKey(std::string_view name) {
    std::string joined;
    Scanner(name).run([&](const std::string& key, std::size_t, std::size_t, Gap) {
        if (!joined.empty()) joined.push_back(' ');
        joined += key;
    });
    return joined;
}

bool isBare(std::string_view key) {
    return std::ranges::all_of(key, [](char byte) { return byte >= 'a' || byte == ' ' || isDigit(byte); });
}

bool sameLetters(std::string_view left, std::string_view right) {
    std::string letters;
    forEachBareLetter(left, [&](char letter) { letters.push_back(letter); });
    std::size_t at = 0;
    bool same = true;
    forEachBareLetter(right, [&](char letter) {
        same = same && at < letters.size() && letters[at] == letter;
        ++at;
    });
    return same && at == letters.size();
}

std::uint64_t lettersHash(std::string_view key) {
    std::uint64_t hash = 0xCBF29CE484222325U;
    forEachBareLetter(key, [&](char letter) {
        hash ^= static_cast<unsigned char>(letter);
        hash *= 0x100000001B3U;
    });
    return hash;
}

}  // namespace cccd_bridge::address
