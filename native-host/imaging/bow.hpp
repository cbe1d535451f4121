// Where a bent code lies: the plane through its marks, and how far the sheet is off it in the middle of the upper and
// of the left side, as its timing patterns show, and at the far corner, as the alignment pattern there shows.
// extension/decode/bow.ts has the same, number for number. Internal to this module.
#pragma once

#include "imaging/plane.hpp"

namespace cccd_bridge::imaging {

/// Bent sheets through the middles of the marks with the numbers of modules that fit the timing patterns best;
/// arguments as for planesThrough().
std::vector<Plane> bentPlanes(const LumaImage& image, const std::array<Place, 3>& marks, double sevenModules);

}  // namespace cccd_bridge::imaging
