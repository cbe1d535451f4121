// Synthetic holders by the thousand, and the text their card's QR code has.
#pragma once

#include <array>
#include <cstdint>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

namespace cccd_bridge::test {

struct Names {
    std::vector<std::string> families, given;
};

inline Names builtInNames() {
    return {{"Nguyễn", "Trần",  "Lê",    "Phạm", "Hoàng", "Huỳnh", "Vũ",  "Võ",      "Đặng",   "Bùi",  "Đỗ",
             "Hồ",     "Ngô",   "Dương", "Lý",   "Mai",   "Cao",   "Lò",  "Giàng",   "Sùng",   "Đinh", "Trịnh",
             "Tạ",     "Quách", "H'",    "Y",    "K'",    "Siu",   "Kpă", "Rơ Châm", "Tôn Nữ", "Ksor"},
            {"Thị Mẫu",   "Văn Thử",   "Sơn",         "Bảo Sơn",   "Ánh",   "Minh Quang", "Kim Anh", "Dũng",
             "Vũ",        "Ngọc",      "Thảo Nguyên", "Ước",       "Ân",    "Thị Ý",      "Phúc",    "Đĕng Buôn Krông",
             "Wơ̆n Niê",   "Brơi",      "Khánh Huyền", "Hữu Nghĩa", "Thùy",  "Tuấn Kiệt",  "Ổn",      "Văn Ơn",
             "Quỳnh Như", "Chí Thiện", "Thị Ỷ",       "Lũng",      "Hạ Vy", "Mười",       "Út",      "Tèo",
             "Xoa",       "Bá Lộc",    "Phượng",      "Thị-Hà"}};
}

struct Person {
    std::string id, oldId, name, birth, sex, address, issue;
    bool newLayout = false;

    std::string qr() const {
        return id + "|" + oldId + "|" + name + "|" + birth + "|" + sex + "|" + address + "|" + issue +
               (newLayout ? "||||" : "");
    }
};

/// The same seed gives the same people.
class People {
  public:
    People(std::uint32_t seed, Names names) : random_(seed), names_(std::move(names)) {}

    std::size_t below(std::size_t count) { return random_() % count; }
    bool oneIn(std::size_t count) { return below(count) == 0; }

    Person next() {
        Person person;
        const bool female = oneIn(2);
        const auto year = 1930 + below(85);
        const auto century = (year >= 2000 ? 2U : 0U) + (female ? 1U : 0U);
        person.id = pick(provinceCodes_) + number("%u", century) + number("%02u", year % 100) + "99" +
                    number("%04u", below(10000));
        if (oneIn(2)) person.oldId = number("%09u", below(1000000000));
        person.name = oneIn(3) ? syllables(1 + below(4)) : pick(names_.families) + " " + pick(names_.given);
        if (oneIn(20)) person.name = pick(names_.given);
        person.sex = female ? "Nữ" : "Nam";
        person.birth = oneIn(15) ? number("%04u", year) : day() + number("%04u", year);
        const auto issued = 2021 + below(5);
        person.issue = day() + number("%04u", issued);
        person.newLayout = issued >= 2025;
        if (!oneIn(20)) person.address = address();
        return person;
    }

  private:
    template <class List>
    std::string pick(const List& list) {
        return list[below(list.size())];
    }

    static std::string number(const char* format, std::size_t value) {
        std::array<char, 24> text{};
        const auto length = std::snprintf(text.data(), text.size(), format, static_cast<unsigned>(value));
        return {text.data(), static_cast<std::size_t>(length)};
    }

    std::string day() { return number("%02u", 1 + below(28)) + number("%02u", 1 + below(12)); }

    // Not every one is a Vietnamese syllable; together they have every letter of the alphabet.
    std::string syllables(std::size_t count) {
        std::string text;
        for (std::size_t at = 0; at < count; ++at) {
            auto onset = pick(onsets_);
            auto vowel = pick(vowels_);
            if (onset == "đ")
                onset = "Đ";
            else if (!onset.empty())
                onset[0] = static_cast<char>(onset[0] - 'a' + 'A');
            text += (text.empty() ? "" : " ") + onset + vowel + pick(codas_);
        }
        return text;
    }

    std::string address() {
        std::string text;
        switch (below(8)) {
            case 0:
                text = "Tổ " + number("%u", 1 + below(30)) + " Ấp " + syllables(2);
                break;
            case 1:
                text = "Số " + number("%u", 1 + below(400)) + "B/" + number("%u", 1 + below(40)) + " ngõ " +
                       number("%u", 1 + below(300));
                break;
            case 2:
                text = "Thôn " + syllables(1 + below(3));
                break;
            case 3:
                text = "số" + number("%u", 1 + below(99)) + " tổ " + number("%u", 1 + below(9)) + "B (cũ)";
                break;
            case 4:
                text = "P" + number("%u", 101 + below(2000)) + " CT" + number("%u", 1 + below(9)) + ", KĐT " +
                       syllables(2);
                break;
            case 5:
                text = number("%04u", below(10000)) + " Ô Chợ " + syllables(1);
                break;
            case 6:
                text = "Km " + number("%u", below(99)) + "+" + number("%03u", below(1000)) + " QL1, Khu Phố 1,";
                break;
            default:
                text = syllables(2);
                break;
        }
        return text + ", " + syllables(2) + ", " +
               (oneIn(5) ? "Phường " + number("%02u", 1 + below(20)) : syllables(2)) + ", " + pick(provinces_);
    }

    std::mt19937 random_;
    Names names_;
    std::vector<std::string> provinceCodes_{"001", "024", "031", "046", "058", "066", "079", "096"};
    std::vector<std::string> provinces_{"Hà Nội",  "An Giang", "Khánh Hòa",         "TP. Hồ Chí Minh",
                                        "Đắk Lắk", "Long An",  "Bà Rịa - Vũng Tàu", "Gia Lai"};
    std::vector<std::string> onsets_{"",  "b",  "c",  "ch", "d",  "đ", "g", "gi", "h",  "kh", "l", "m",
                                     "n", "ng", "nh", "ph", "qu", "s", "t", "th", "tr", "v",  "x"};
    std::vector<std::string> vowels_{
        "a",  "à",  "á",  "ả",  "ã",  "ạ",  "ă",  "ằ",  "ắ",  "ẳ",  "ẵ",  "ặ",  "â",   "ầ",  "ấ",  "ẩ",
        "ẫ",  "ậ",  "e",  "è",  "é",  "ẻ",  "ẽ",  "ẹ",  "ê",  "ề",  "ế",  "ể",  "ễ",   "ệ",  "i",  "ì",
        "í",  "ỉ",  "ĩ",  "ị",  "o",  "ò",  "ó",  "ỏ",  "õ",  "ọ",  "ô",  "ồ",  "ố",   "ổ",  "ỗ",  "ộ",
        "ơ",  "ờ",  "ớ",  "ở",  "ỡ",  "ợ",  "u",  "ù",  "ú",  "ủ",  "ũ",  "ụ",  "ư",   "ừ",  "ứ",  "ử",
        "ữ",  "ự",  "y",  "ỳ",  "ý",  "ỷ",  "ỹ",  "ỵ",  "ươ", "ườ", "ượ", "iế", "uyễ", "uồ", "oà", "oá",
        "ái", "ạo", "ấu", "ẻo", "ễu", "ịu", "òi", "ối", "ợi", "ủi", "ứu", "ỷu"};
    std::vector<std::string> codas_{"", "", "", "n", "ng", "nh", "m", "c", "t"};
};

}  // namespace cccd_bridge::test
