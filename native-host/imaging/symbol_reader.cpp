// ZXing-C++ 1.4 returns wide text unless told otherwise; from 2.0 on this does nothing.
#define ZX_USE_UTF8 1

#include "imaging/symbol_reader.hpp"

#include <utf8proc.h>

#include <exception>
#include <string>
#include <string_view>
#include <utility>

#include <ZXing/ReadBarcode.h>
#if __has_include(<ZXing/Version.h>)
#include <ZXing/Version.h>
#else
#include <ZXing/ZXVersion.h>
#endif

namespace cccd_bridge::imaging {
namespace {

// DecodeHints became ReaderOptions in 2.2.
#if ZXING_VERSION_MAJOR > 2 || (ZXING_VERSION_MAJOR == 2 && ZXING_VERSION_MINOR >= 2)
using Options = ZXing::ReaderOptions;
#else
using Options = ZXing::DecodeHints;
#endif

// Bytes as text, with U+FFFD for each that is not part of UTF-8.
struct CheckedText {
    std::string text;
    bool wellFormed = true;
};

CheckedText checked(std::string_view bytes) {
    CheckedText result;
    while (!bytes.empty()) {
        utf8proc_int32_t codePoint = 0;
        const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(bytes.data()),
                                             static_cast<utf8proc_ssize_t>(bytes.size()), &codePoint);
        const auto taken = length > 0 ? static_cast<std::size_t>(length) : 1;
        result.wellFormed = result.wellFormed && length > 0;
        result.text.append(length > 0 ? bytes.substr(0, taken) : std::string_view("\xEF\xBF\xBD"));
        bytes.remove_prefix(taken);
    }
    return result;
}

// The library guesses the encoding of codes that do not name one, and takes Vietnamese for Japanese now and then: bytes
// that are UTF-8 are UTF-8.
template <class Barcode>
std::string textOf(const Barcode& barcode) {
    const auto& bytes = barcode.bytes();
    auto raw = checked({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    if (!barcode.hasECI() && raw.wellFormed) return std::move(raw.text);
    return checked(barcode.text()).text;
}

template <class Barcode>
Symbol symbolOf(const Barcode& barcode) {
    // The library's names changed from version to version.
    const bool micro = barcode.format() == ZXing::BarcodeFormat::MicroQRCode;
    Symbol symbol{.text = textOf(barcode), .format = micro ? "MicroQRCode" : "QRCode", .corners = {}};
    const auto position = barcode.position();
    for (std::size_t corner = 0; corner < symbol.corners.size(); ++corner) {
        symbol.corners[corner] = {position[corner].x, position[corner].y};
    }
    return symbol;
}

Options optionsOf(Binarizer binarizer, Effort effort) {
    using enum Binarizer;
    Options options;
    options.setFormats(ZXing::BarcodeFormat::QRCode | ZXing::BarcodeFormat::MicroQRCode);
    options.setBinarizer(binarizer == LocalAverage      ? ZXing::Binarizer::LocalAverage
                         : binarizer == GlobalHistogram ? ZXing::Binarizer::GlobalHistogram
                                                        : ZXing::Binarizer::FixedThreshold);
    const bool thorough = effort == Effort::thorough;
    options.setTryHarder(true);
    options.setTryRotate(thorough);
    options.setTryDownscale(thorough);
#if ZXING_VERSION_MAJOR >= 2
    options.setTryInvert(thorough);
    options.setTextMode(ZXing::TextMode::Plain);
#endif
    options.setMaxNumberOfSymbols(static_cast<std::uint8_t>(maxSymbols));
    return options;
}

}  // namespace

bool canReadSymbols() { return true; }

std::vector<Symbol> readSymbols(const LumaImage& image, Binarizer binarizer, Effort effort) {
    const Options options = optionsOf(binarizer, effort);
    std::vector<Symbol> symbols;
    try {
        const ZXing::ImageView view(image.pixels.data(), image.width, image.height, ZXing::ImageFormat::Lum);
        for (const auto& barcode : ZXing::ReadBarcodes(view, options)) {
            if (barcode.isValid()) symbols.push_back(symbolOf(barcode));
        }
    } catch (const std::exception&) {
        return symbols;  // the library throws on inner contradictions in hostile pictures; what was read before stands
    }
    return symbols;
}

}  // namespace cccd_bridge::imaging
