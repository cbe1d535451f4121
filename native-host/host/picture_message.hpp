// What goes between the host and the helper that looks at a picture for it. The helper may have been taken over by the
// picture, so every length in its answer is checked.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "imaging/face_image.hpp"
#include "imaging/qr_image.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace cccd_bridge::host {

/// What is wanted of a picture.
enum class PictureTask : std::uint32_t {
    symbols,  ///< the texts of its codes
    face,     ///< the picture itself, as one that a browser shows
};

/// A picture as it came: a PNG or JPEG file, or, with sides, eight-bit brightness; a face as it lies in DG2.
struct Picture {
    PictureTask task = PictureTask::symbols;
    Bytes bytes;
    int width = 0;  ///< 0: a file
    int height = 0;
};

using Symbols = std::vector<imaging::Symbol>;

/// Longest answers, in bytes: maxSymbols codes of the largest QR version, all of bytes that are not UTF-8; a face.
inline constexpr std::size_t maximumSymbolsAnswer = std::size_t{384} * 1024;
inline constexpr std::size_t maximumFaceAnswer = imaging::maxFaceBytes + 64;

/// Task, width, height and length before the bytes of a picture, each 32 bits in the machine's byte order.
inline constexpr std::size_t pictureHeaderSize = 16;
using PictureHeader = std::array<Byte, pictureHeaderSize>;

/// The header of a picture whose bytes, `length` of them, are sent behind it.
PictureHeader pictureHeader(PictureTask task, std::size_t length, int width = 0, int height = 0);

/// Fills a buffer; false at the end of input.
using ReadExactly = std::function<bool(std::span<Byte>)>;

/// The picture that the host sent. Errors: ImageMalformed, ImageTooLarge.
Result<Picture> readPicture(const ReadExactly& read);

/// An answer, or why there is none, as bytes.
Bytes encodeSymbolsAnswer(const Result<Symbols>& answer);
Bytes encodeFaceAnswer(const Result<imaging::FaceImage>& answer);

/// Errors: ImageUnsupported, ImageTooLarge, ImageMalformed as the helper says; ImageMalformed for an answer that is cut
/// off, too long, or not made of text.
Result<Symbols> decodeSymbolsAnswer(ByteView answer);

/// Errors: PhotoFormatUnsupported, ImageTooLarge, ImageMalformed as the helper says; ImageMalformed for an answer that
/// is cut off, too long, or does not begin as a JPEG.
Result<imaging::FaceImage> decodeFaceAnswer(ByteView answer);

}  // namespace cccd_bridge::host
