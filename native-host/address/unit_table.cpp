#include "address/unit_table.hpp"

#include <address/units.hpp>

#include <array>
#include <stdexcept>
#include <unordered_map>

namespace cccd_bridge::address {

namespace {

// A string view of its own length would be counted by the compiler, which refuses so long a text.
constexpr std::string_view builtInText(unitsText, sizeof unitsText - 1);

constexpr std::size_t maxCells = 5;
constexpr std::size_t headCount = std::size_t{1} << 15U;
using Cells = std::array<std::string_view, maxCells>;

[[noreturn]] void malformed(std::string_view line) {
    throw std::logic_error("units.tsv: malformed line: " + std::string(line));
}

Cells splitCells(std::string_view line) {
    Cells cells;
    for (std::size_t at = 0; at < maxCells; ++at) {
        const auto tab = line.find('\t');
        cells[at] = line.substr(0, tab);
        if (tab == std::string_view::npos) return cells;
        line.remove_prefix(tab + 1);
    }
    malformed(line);
}

Kind kindOf(std::string_view cell) {
    constexpr std::string_view letters = "-TCQHXPARZ";
    if (cell.size() != 1 || !letters.contains(cell.front())) malformed(cell);
    return static_cast<Kind>(cell.front());
}

}  // namespace

// Lines in the order of the generator: the new map first, then the old one, each unit below the one it lies in.
class UnitTable::Reader {
  public:
    explicit Reader(UnitTable& table) : table_(table) {}

    void read(std::string_view line) {
        const Cells cells = splitCells(line);
        if (cells[0].size() != 1) malformed(line);
        switch (cells[0].front()) {
            case 'N':
                province_ = add(Level::NewProvince, cells, noUnit);
                newProvinces_[cells[1]] = province_;
                break;
            case 'n':
                newCommunes_[cells[1]] = add(Level::NewCommune, cells, province_);
                break;
            case 'O':
                province_ = add(Level::OldProvince, cells, find(newProvinces_, cells[4]));
                break;
            case 'D':
                district_ = add(Level::District, cells, province_);
                if (!cells[4].empty()) table_.units_.back().heir = find(newCommunes_, cells[4]);
                break;
            case 'c':
                add(Level::OldCommune, cells, district_);
                readTargets(cells[4]);
                break;
            case 'a':
            case 'b':
            case 'f':
                addSpelling(kindOf(cells[1]), cells[2], cells[0] != "a", cells[0] == "f");
                break;
            default:
                malformed(line);
        }
    }

  private:
    using Codes = std::unordered_map<std::string_view, UnitIndex>;

    static UnitIndex find(const Codes& codes, std::string_view code) {
        const auto found = codes.find(code);
        if (found == codes.end()) malformed(code);
        return found->second;
    }

    UnitIndex add(Level level, const Cells& cells, UnitIndex parent) {
        Unit unit{.level = level, .kind = kindOf(cells[2]), .code = cells[1], .name = cells[3], .parent = parent};
        unit.firstTarget = static_cast<std::uint32_t>(table_.targets_.size());
        table_.units_.push_back(unit);
        addSpelling(unit.kind, unit.name, false, false);
        return static_cast<UnitIndex>(table_.units_.size() - 1);
    }

    void addSpelling(Kind kind, std::string_view name, bool bareOnly, bool former) {
        if (table_.units_.empty()) malformed(name);
        const std::string key = nameKey(name);
        if (key.empty()) malformed(name);
        const auto unit = static_cast<UnitIndex>(table_.units_.size() - 1);
        const auto begin = static_cast<std::uint32_t>(table_.keys_.size());
        const auto length = static_cast<std::uint16_t>(key.size());
        table_.spellings_.push_back({lettersHash(key), unit, begin, noUnit, length, kind, bareOnly, former});
        table_.keys_ += key;
    }

    void readTargets(std::string_view cell) {
        while (!cell.empty()) {
            const auto space = cell.find(' ');
            std::string_view code = cell.substr(0, space);
            cell.remove_prefix(space == std::string_view::npos ? cell.size() : space + 1);
            Share share = Share::Stated;
            if (code.ends_with('*')) share = Share::Population;
            if (code.ends_with('?')) share = Share::Doubtful;
            if (share != Share::Stated) code.remove_suffix(1);
            table_.targets_.push_back({find(newCommunes_, code), share});
            ++table_.units_.back().targetCount;
        }
    }

    UnitTable& table_;
    UnitIndex province_ = noUnit;
    UnitIndex district_ = noUnit;
    Codes newProvinces_;
    Codes newCommunes_;
};

UnitTable::UnitTable(std::string_view text) : heads_(headCount, noUnit) {
    // Sizes of the table of 2026 and a little more: no growing while it is read.
    units_.reserve(15'000);
    targets_.reserve(11'000);
    spellings_.reserve(18'000);
    keys_.reserve(260'000);
    Reader reader(*this);
    while (!text.empty()) {
        const auto end = text.find('\n');
        if (end == std::string_view::npos) malformed(text);
        reader.read(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    link();
}

void UnitTable::link() {
    for (std::uint32_t at = 0; at < spellings_.size(); ++at) {
        std::uint32_t& head = heads_[spellings_[at].hash & (headCount - 1)];
        spellings_[at].next = head;
        head = at;
    }
    UnitIndex district = noUnit;
    bool one = true;
    for (UnitIndex at = 0; at < units_.size(); ++at) {
        Unit& unit = units_[at];
        if (unit.level == Level::OldProvince) {
            forEachSpelling(Level::NewProvince, nameKey(unit.name),
                            [&](const Spelling& spelling) { unit.heir = spelling.unit; });
        } else if (unit.level == Level::District) {
            district = at;
            one = true;
        } else if (unit.level == Level::OldCommune && one) {
            UnitIndex& heir = units_[district].heir;
            const auto went = targets(at);
            one = went.size() == 1 && went[0].share == Share::Stated && (heir == noUnit || heir == went[0].unit);
            heir = one ? went[0].unit : noUnit;
        }
    }
}

std::span<const Target> UnitTable::targets(UnitIndex oldCommune) const {
    const Unit& unit = units_[oldCommune];
    return std::span(targets_).subspan(unit.firstTarget, unit.targetCount);
}

const UnitTable& UnitTable::builtIn() {
    static const UnitTable table(builtInText);
    return table;
}

std::size_t UnitTable::builtInSize() { return sizeof unitsText - 1; }

}  // namespace cccd_bridge::address
