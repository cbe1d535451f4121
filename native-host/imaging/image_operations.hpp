// Small pure operations on brightness that make codes readable. extension/decode/image-operations.ts has the same,
// number for number: a test compares digests. Internal to this module. All are total; sides of a result are at least 1.
#pragma once

#include "imaging/qr_image.hpp"

namespace cccd_bridge::imaging {

/// Mean of squares of `factor` pixels; what is left over at the right and below is dropped. Factor 1 copies.
LumaImage shrink(const LumaImage& image, int factor);

/// Other sides, by linear interpolation with weights of 256. Sides are positive.
LumaImage resize(const LumaImage& image, int width, int height);

/// The part from `left`, `top` up to `right`, `bottom`, which are not included and lie in the image.
LumaImage crop(const LumaImage& image, int left, int top, int right, int bottom);

/// Black for white.
LumaImage invert(const LumaImage& image);

/// Spreads what lies between the given thousandths of the pixels, counted from the darkest, over the whole range.
LumaImage stretch(const LumaImage& image, int lowPermille, int highPermille);

/// The mean over squares of 2 × radius + 1 pixels, cut off at the borders.
LumaImage blur(const LumaImage& image, int radius);

/// Adds `percent` of the difference to the mean around.
LumaImage sharpen(const LumaImage& image, int radius, int percent);

/// Black where a pixel is darker than `percent` of the mean around it, else white.
LumaImage threshold(const LumaImage& image, int radius, int percent);

/// As threshold, but against the mean of the 3 × 3 squares of `side` pixels around a pixel's own one: coarser, and far
/// quicker.
LumaImage coarseThreshold(const LumaImage& image, int side, int percent);

/// Relates each pixel to the mean around it, which becomes middle grey: shadows and the edge of a reflection go.
LumaImage flatten(const LumaImage& image, int radius);

/// The middle one of the nine around each pixel; the outermost pixels stay.
LumaImage median(const LumaImage& image);

/// Dark, or bright, parts grow by a pixel.
LumaImage darken(const LumaImage& image);
LumaImage lighten(const LumaImage& image);

/// Equalises the histograms of tiles × tiles parts; a brightness counts for at most `clipPercent` of the mean count.
LumaImage localContrast(const LumaImage& image, int tiles, int clipPercent);

/// Black and white modules of `side` pixels each, of which blur gave `percent` of each to either neighbour along each
/// axis; the picture is a code with four light modules around it, whose corner marks are drawn as they must be. What is
/// less than a module at the right and below is dropped; a picture smaller than one stays.
LumaImage unblur(const LumaImage& image, int side, int percent);

}  // namespace cccd_bridge::imaging
