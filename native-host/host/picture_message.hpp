// What goes between the host and the helper that looks at a picture for it. The helper may have been taken over by the
// picture, so every length in its answer is checked.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "imaging/qr_image.hpp"

#include <array>
#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace cccd_bridge::host {

/// A picture as it came: a PNG or JPEG file, or, with sides, eight-bit brightness.
struct Picture {
    Bytes bytes;
    int width = 0;  ///< 0: a file
    int height = 0;
};

using Symbols = std::vector<imaging::Symbol>;

/// Longest answer, in bytes: maxSymbols codes of the largest QR version, all of bytes that are not UTF-8.
inline constexpr std::size_t maximumPictureAnswer = std::size_t{384} * 1024;

/// Width, height and length before the bytes of a picture, each 32 bits in the machine's byte order.
inline constexpr std::size_t pictureHeaderSize = 12;
Bytes pictureHeader(const Picture& picture);

/// Fills a buffer; false at the end of input.
using ReadExactly = std::function<bool(std::span<Byte>)>;

/// The picture that the host sent. Errors: ImageMalformed.
Result<Picture> readPicture(const ReadExactly& read);

/// Symbols, or why there are none, as bytes.
Bytes encodePictureAnswer(const Result<Symbols>& answer);

/// Errors: ImageUnsupported, ImageTooLarge, ImageMalformed as the helper says; ImageMalformed for an answer that is cut
/// off, too long, or not made of text.
Result<Symbols> decodePictureAnswer(ByteView answer);

}  // namespace cccd_bridge::host
