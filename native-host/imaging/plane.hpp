// Where a code lies, seen at an angle: a plane through its three corner marks and, where one is seen, the alignment
// pattern across from them. extension/decode/plane.ts has the same, number for number. Internal to this module.
#pragma once

#include "imaging/regions.hpp"

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace cccd_bridge::imaging {

/// Modules by which a bent sheet is off its plane.
struct Bow {
    Place above;  ///< in the middle of the upper side
    Place left;   ///< in the middle of the left side
    Place far;    ///< where the mark at the far corner would be, were there one
};

/// Places are in modules from the code's top left corner, in whole code; the middles of the marks lie at 3.5.
struct Plane {
    Place origin;          ///< the middle of the corner mark
    Place right;           ///< one module along the upper side
    Place down;            ///< one module along the left side
    double tiltRight = 0;  ///< by how much a module to the right is farther away
    double tiltDown = 0;   ///< by how much a module down is farther away
    int size = 0;          ///< modules a side
    std::optional<Bow> bow = std::nullopt;
};

/// From a place in modules to one in pixels.
using ModuleMap = std::function<Place(double, double)>;

/// Where a place in modules lies in the picture.
Place inPlane(const Plane& plane, double u, double v);

/// Brightness between pixels, whose middles are at halves; beyond the picture that of its edge.
double sample(const LumaImage& image, Place place);

/// Between four values (above, then below), the weights from 0 to 1.
double mixed(const std::array<double, 4>& values, double across, double down);

/// By how much dark and light alternate as they should, and by how much at all.
struct Peaks {
    double sum = 0;
    double all = 0;
};

/// How dark and light alternate along a timing pattern (ISO/IEC 18004, 6.3.5), `off` modules beside its middle.
Peaks timingPeaks(const LumaImage& image, int size, const ModuleMap& inImage, bool isRow, double off);

/// How well dark and light alternate along both timing patterns: 1 is perfect.
double alternation(const LumaImage& image, int size, const ModuleMap& inImage, double off);

/// How much more neighbouring modules differ in their middles than at their corners: the better the grid, the more.
double clarity(const LumaImage& image, int size, const ModuleMap& inImage);

/// Correlation of what lies around a place with an alignment pattern (ISO/IEC 18004, 6.3.6): dark, but for a light
/// ring.
double alignmentLikeness(const LumaImage& image, const Plane& plane, double u, double v);

/// The shifts by half modules at which `likeness` says most, at most `most` of them; none near a better one.
std::vector<Place> bestPlaces(std::size_t most, const std::function<double(double, double)>& likeness);

/// The numbers of modules that a code may have by the distance of its marks.
std::vector<int> likelySizes(const std::array<Place, 3>& marks, double sevenModules);

/// The plane through the marks, and through the middle of the alignment pattern at the far corner when it is given.
Plane planeThrough(const std::array<Place, 3>& marks, int size, std::optional<Place> alignment = std::nullopt);

/// Planes through the middles of the marks (the one at the right angle first) with the likely numbers of modules, flat
/// and tilted. `sevenModules` is the marks' length in pixels.
std::vector<Plane> planesThrough(const LumaImage& image, const std::array<Place, 3>& marks, double sevenModules);

}  // namespace cccd_bridge::imaging
