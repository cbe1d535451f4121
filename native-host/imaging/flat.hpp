// A bent or tilted code laid flat: its grid is followed from the three corner marks along the edges between its
// modules. extension/decode/flat.ts has the same, number for number. Internal to this module.
#pragma once

#include "imaging/plane.hpp"
#include "imaging/regions.hpp"

#include <optional>
#include <vector>

namespace cccd_bridge::imaging {

/// By how many sixths of a module the grid is off the plane at every third module, row by row.
struct Bend {
    int nodes = 0;
    std::vector<double> x;
    std::vector<double> y;
};

/// A region's part of the original, shrunk by `factor`, and the grid of the code in it.
struct Sheet {
    LumaImage part;
    int factor = 1;
    Plane plane;
    Bend bend;
};

/// The grid of the code that seems to lie in a region; nothing when no grid is seen.
std::optional<Sheet> findSheet(const LumaImage& original, const Region& region);

/// The code laid flat, upright, `modulePixels` a module, with four light modules around it.
View sheetView(const Sheet& sheet, const Region& region, int modulePixels);

}  // namespace cccd_bridge::imaging
