// The ways of damage that can be undone exactly. Internal to text_reading.cpp and its tests.
#pragma once

#include "cccd/text_damage.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cccd_bridge::cccd {

/// One damager: it may have made the texts of a scan what they are.
struct ExactDamage {
    DamageCause cause;
    /// The text that this damager makes `damaged` out of, letter for letter; empty when there is none. What the damager
    /// leaves as it is comes back as it is. Expects well-formed UTF-8, linear time.
    std::optional<std::string> (*undo)(std::string_view damaged);
};

/// All of them; several may be of one cause.
std::span<const ExactDamage> exactDamages();

/// The escapes of text in software, which may also have taken the field separators.
std::span<const ExactDamage> escapingDamages();

}  // namespace cccd_bridge::cccd
