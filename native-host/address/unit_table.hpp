// The units of the old map (63 provinces, three levels, as of 30 June 2025) and the new one (34 provinces, two levels),
// and what became of what. The data: native-host/data/admin-units.
#pragma once

#include "address/name_key.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cccd_bridge::address {

enum class Level : std::uint8_t { NewProvince, NewCommune, OldProvince, District, OldCommune };

/// Kinds of units by the letters of units.tsv.
enum class Kind : char {
    None = '-',
    Province = 'T',       ///< tỉnh
    City = 'C',           ///< thành phố, of either level
    UrbanDistrict = 'Q',  ///< quận
    RuralDistrict = 'H',  ///< huyện
    Town = 'X',           ///< thị xã
    Ward = 'P',           ///< phường
    Commune = 'A',        ///< xã
    Township = 'R',       ///< thị trấn
    Zone = 'Z',           ///< đặc khu
};

/// How much of an old commune went to a new one.
enum class Share : std::uint8_t {
    Stated,      ///< all or a part of it
    Population,  ///< a part, with all its people
    Doubtful,    ///< another source says so, the state's table does not
};

using UnitIndex = std::uint32_t;
inline constexpr UnitIndex noUnit = 0xFFFFFFFF;

struct Target {
    UnitIndex unit;
    Share share;
};

struct Unit {
    Level level;
    Kind kind;
    std::string_view code;
    std::string_view name;
    /// The unit it lies in. Of an old province: the new one it became a part of.
    UnitIndex parent = noUnit;
    /// Of an old province: the new one that bears its name. Of a district: the one new commune that all of it became.
    UnitIndex heir = noUnit;
    std::uint32_t firstTarget = 0;
    std::uint32_t targetCount = 0;
};

/// A name that a unit has or had.
struct Spelling {
    std::uint64_t hash;
    UnitIndex unit;
    std::uint32_t keyBegin;
    std::uint32_t next;
    std::uint16_t keyLength;
    Kind kind;
    bool bareOnly;  ///< the source has it without marks
    bool former;    ///< a district that is gone or was larger, and some of whose communes are in this one now
};

class UnitTable {
  public:
    /// Reads the lines of units.tsv; throws std::logic_error when they are not what the generator writes.
    explicit UnitTable(std::string_view text);

    /// The table that is built in; read at the first call. Thread-safe.
    static const UnitTable& builtIn();
    /// Bytes of the table that is built in.
    static std::size_t builtInSize();

    const Unit& operator[](UnitIndex index) const { return units_[index]; }
    std::span<const Unit> units() const { return units_; }
    /// What became of an old commune.
    std::span<const Target> targets(UnitIndex oldCommune) const;
    std::string_view key(const Spelling& spelling) const {
        return std::string_view(keys_).substr(spelling.keyBegin, spelling.keyLength);
    }

    /// Calls visit(spelling) for each unit of the level whose name has these letters, whatever their marks.
    template <class Visitor>
    void forEachSpelling(Level level, std::string_view nameKey, Visitor&& visit) const {
        const std::uint64_t hash = lettersHash(nameKey);
        for (std::uint32_t at = heads_[hash & (heads_.size() - 1)]; at != noUnit; at = spellings_[at].next) {
            const Spelling& spelling = spellings_[at];
            if (spelling.hash != hash || units_[spelling.unit].level != level) continue;
            if (sameLetters(key(spelling), nameKey)) visit(spelling);
        }
    }

  private:
    class Reader;
    void link();

    std::vector<Unit> units_;
    std::vector<Target> targets_;
    std::vector<Spelling> spellings_;
    std::vector<std::uint32_t> heads_;
    std::string keys_;
};

}  // namespace cccd_bridge::address
