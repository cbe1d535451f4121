#include "imaging/likeness.hpp"

#include "imaging/image_operations.hpp"
#include "imaging/plane.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <span>
#include <tuple>
#include <utility>

namespace cccd_bridge::imaging {
namespace {

// Sides of a module in pixels at which a picture is looked at; larger modules are looked for in smaller pictures.
constexpr std::array moduleSides{1.8, 2.2, 2.7, 3.3};
constexpr std::size_t leastPixels = 40'000;
// Grey steps by which the light ring must stand out, in the parts of ringStrength().
constexpr int leastStrength = 6 * 72;
// Of one size of modules so many places are looked at closely.
constexpr std::size_t maxPlaces = 300;
constexpr std::size_t maxMarks = 24;
// Correlation: what is no mark has seldom more; less than promising is not worth a closer look.
constexpr double leastAlike = 0.55;
constexpr double leastPromising = 0.35;

// Where a mark seems to lie: its middle, one module to the right along its side, and how alike it is.
struct Pose {
    double x;
    double y;
    double rightX;
    double rightY;
    double alike;
};

using Circle = std::array<std::ptrdiff_t, 8>;

// How many pixels further in memory the places on a circle lie, in eight directions.
Circle circle(double radius, int width) {
    constexpr double half = 0.7071067811865476;
    constexpr std::array<std::pair<double, double>, 8> directions{
        {{1, 0}, {half, half}, {0, 1}, {-half, half}, {-1, 0}, {-half, -half}, {0, -1}, {half, -half}}};
    Circle offsets{};
    std::ranges::transform(directions, offsets.begin(), [&](const auto& direction) {
        return static_cast<std::ptrdiff_t>(std::floor(direction.second * radius + 0.5)) * width +
               static_cast<std::ptrdiff_t>(std::floor(direction.first * radius + 0.5));
    });
    return offsets;
}

// How much lighter than middle and outer ring the light ring of a mark around each pixel would be.
class RingStrength {
  public:
    RingStrength(const LumaImage& image, double module)
        : width_(image.width),
          height_(image.height),
          module_(module),
          border_(static_cast<int>(std::ceil(4 * module))),
          strength_(image.pixels.size()) {
        const Circle inner = circle(0.8 * module, width_);
        const Circle ring = circle(2 * module, width_);
        const Circle outer = circle(3.1 * module, width_);
        forEach([&](std::size_t at) { strength_[at] = strengthAt(image.pixels.data() + at, inner, ring, outer); });
    }

    // Pixels that are the strongest within a module, the strongest first.
    std::vector<std::size_t> peaks() const {
        std::vector<std::size_t> found;
        forEach([&](std::size_t at) {
            if (strength_[at] > 0 && isPeak(at)) found.push_back(at);
        });
        std::ranges::sort(found, {}, [this](std::size_t at) { return std::tuple(-strength_[at], at); });
        if (found.size() > maxPlaces) found.resize(maxPlaces);
        return found;
    }

  private:
    template <class Visit>
    void forEach(Visit visit) const {
        for (int y = border_; y < height_ - border_; ++y)
            for (int x = border_; x < width_ - border_; ++x)
                visit(static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x));
    }

    // In 72 parts of a grey step; 0 where it does not stand out.
    static std::int16_t strengthAt(const Byte* pixel, const Circle& inner, const Circle& ring, const Circle& outer) {
        const int least = *pixel + 4;
        for (const std::size_t k : {0U, 4U, 2U, 6U})
            if (pixel[ring[k]] <= least) return 0;
        int middle = *pixel;
        int light = 0;
        int dark = 0;
        for (std::size_t k = 0; k < ring.size(); ++k) {
            middle += pixel[inner[k]];
            light += pixel[ring[k]];
            dark += pixel[outer[k]];
        }
        const int strength = std::min(light * 9 - middle * 8, (light - dark) * 18);
        return static_cast<std::int16_t>(strength > leastStrength ? strength : 0);
    }

    bool isPeak(std::size_t at) const {
        const int near = static_cast<int>(std::floor(module_ + 0.5));
        for (int dy = -near; dy <= near; ++dy)
            for (int dx = -near; dx <= near; ++dx) {
                const auto other =
                    strength_[static_cast<std::size_t>(static_cast<std::ptrdiff_t>(at) + dy * width_ + dx)];
                const bool isBefore = dy < 0 || (dy == 0 && dx < 0);
                if (other > strength_[at] || (other == strength_[at] && isBefore)) return false;
            }
        return true;
    }

    int width_;
    int height_;
    double module_;
    int border_;
    std::vector<std::int16_t> strength_;
};

// Correlation of the 9 × 9 modules around a place with a mark and the light modules around it.
double alikeAt(const LumaImage& image, const Pose& pose) {
    double sum = 0;
    double squares = 0;
    double light = 0;
    for (int v = -4; v <= 4; ++v)
        for (int u = -4; u <= 4; ++u) {
            const double value =
                sample(image, {pose.x + u * pose.rightX - v * pose.rightY, pose.y + u * pose.rightY + v * pose.rightX});
            sum += value;
            squares += value * value;
            const int ring = std::max(std::abs(u), std::abs(v));
            if (ring == 2 || ring == 4) light += value;
        }
    // 48 of the 81 modules are light.
    const double spread = squares * 81 - sum * sum;
    return spread <= 0 ? 0 : (81 * light - 48 * sum) / std::sqrt(spread * 48 * 33);
}

Pose moved(Pose pose, double x, double y) {
    pose.x += x;
    pose.y += y;
    return pose;
}

// Turned and stretched: `right` times a complex number.
Pose turned(const Pose& pose, double real, double imaginary) {
    return {.x = pose.x,
            .y = pose.y,
            .rightX = pose.rightX * real - pose.rightY * imaginary,
            .rightY = pose.rightX * imaginary + pose.rightY * real,
            .alike = pose.alike};
}

// The likest mark around a place, of about that size, at any angle.
class Closest {
  public:
    Closest(const LumaImage& image, double x, double y, double module)
        : image_(image), module_(module), best_{.x = x, .y = y, .rightX = module, .rightY = 0, .alike = -1} {}

    Pose find() {
        const Pose start = best_;
        for (const double size : {0.88, 1.0, 1.13})
            for (int turn = 0; turn < 6; ++turn) {
                const double angle = turn * std::numbers::pi / 12;
                consider(turned(start, size * std::cos(angle), size * std::sin(angle)));
            }
        if (best_.alike < leastPromising) return best_;
        for (const double part : {0.5, 0.25, 0.125, 0.0625}) nudge(module_ * part, part / 5, part / 4);
        return best_;
    }

  private:
    bool consider(Pose pose) {
        pose.alike = alikeAt(image_, pose);
        if (pose.alike <= best_.alike) return false;
        best_ = pose;
        return true;
    }

    template <class Move>
    void repeat(Move move) {
        for (int again = 0; again < 8 && consider(move(best_)); ++again) {
        }
    }

    void nudge(double step, double stretch, double turn) {
        repeat([=](const Pose& pose) { return moved(pose, step, 0); });
        repeat([=](const Pose& pose) { return moved(pose, -step, 0); });
        repeat([=](const Pose& pose) { return moved(pose, 0, step); });
        repeat([=](const Pose& pose) { return moved(pose, 0, -step); });
        repeat([=](const Pose& pose) { return turned(pose, 1 + stretch, 0); });
        repeat([=](const Pose& pose) { return turned(pose, 1 - stretch, 0); });
        repeat([=](const Pose& pose) { return turned(pose, 1, turn); });
        repeat([=](const Pose& pose) { return turned(pose, 1, -turn); });
    }

    const LumaImage& image_;
    double module_;
    Pose best_;
};

// Marks of one picture, in the pixels of another, of which `factor` are one of its.
void addMarks(const LumaImage& image, int factor, std::span<const double> sides, std::vector<Pose>& poses) {
    const LumaImage smooth = blur(image, 1);
    const auto width = static_cast<std::size_t>(image.width);
    for (const double module : sides)
        for (const std::size_t at : RingStrength(smooth, module).peaks()) {
            const std::size_t row = at / width;
            const Pose pose =
                Closest(smooth, static_cast<double>(at % width) + 0.5, static_cast<double>(row) + 0.5, module).find();
            if (pose.alike < leastAlike) continue;
            poses.push_back({.x = pose.x * factor,
                             .y = pose.y * factor,
                             .rightX = pose.rightX * factor,
                             .rightY = pose.rightY * factor,
                             .alike = pose.alike});
        }
}

double squaredSide(const Pose& pose) { return pose.rightX * pose.rightX + pose.rightY * pose.rightY; }

// With the length along rows and columns, which grows as the mark turns.
Finder asFinder(const Pose& pose) {
    const double length = (7 * squaredSide(pose)) / std::max(std::abs(pose.rightX), std::abs(pose.rightY));
    const auto inParts = [](double value) { return static_cast<int>(std::floor(value * markParts + 0.5)); };
    return {.x = inParts(pose.x - 0.5),
            .y = inParts(pose.y - 0.5),
            .sevenModules = inParts(length),
            .seen = static_cast<int>(std::floor((pose.alike - 0.4) * 16 + 0.5))};
}

}  // namespace

std::vector<Finder> findMarksAlike(const LumaImage& image) {
    std::vector<Pose> poses;
    for (int factor = 1; image.pixels.size() >= leastPixels * static_cast<std::size_t>(factor * factor); factor *= 2)
        addMarks(shrink(image, factor), factor, std::span(moduleSides).subspan(factor == 1 ? 0 : 1), poses);
    std::ranges::sort(poses, {}, [](const Pose& pose) { return std::tuple(-pose.alike, pose.y, pose.x); });
    std::vector<Pose> kept;
    for (const Pose& pose : poses) {
        if (kept.size() == maxMarks) break;
        const auto isNear = [&pose](const Pose& other) {
            const double x = other.x - pose.x;
            const double y = other.y - pose.y;
            return x * x + y * y < 9 * squaredSide(other);
        };
        if (std::ranges::none_of(kept, isNear)) kept.push_back(pose);
    }
    std::vector<Finder> finders(kept.size());
    std::ranges::transform(kept, finders.begin(), asFinder);
    return finders;
}

}  // namespace cccd_bridge::imaging
