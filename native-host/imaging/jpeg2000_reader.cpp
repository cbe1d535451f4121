#include "imaging/jpeg2000_reader.hpp"

#include "imaging/jpeg2000_header.hpp"

#include <algorithm>
#include <cstring>
#include <string_view>

#include <openjpeg.h>

namespace cccd_bridge::imaging {
namespace {

constexpr std::size_t iccColourSpaceAt = 16;  // ICC.1:2010 §7.2
constexpr std::size_t iccHeaderLength = 128;

struct Input {
    ByteView file;
    std::size_t at = 0;
};

OPJ_SIZE_T onRead(void* buffer, OPJ_SIZE_T wanted, void* data) {
    auto& input = *static_cast<Input*>(data);
    const std::size_t count = std::min(wanted, input.file.size() - input.at);
    if (count == 0) return static_cast<OPJ_SIZE_T>(-1);
    std::memcpy(buffer, input.file.data() + input.at, count);
    input.at += count;
    return count;
}

OPJ_OFF_T onSkip(OPJ_OFF_T distance, void* data) {
    auto& input = *static_cast<Input*>(data);
    if (distance < 0 || static_cast<std::size_t>(distance) > input.file.size() - input.at) {
        input.at = input.file.size();
        return -1;
    }
    input.at += static_cast<std::size_t>(distance);
    return distance;
}

OPJ_BOOL onSeek(OPJ_OFF_T place, void* data) {
    auto& input = *static_cast<Input*>(data);
    if (place < 0 || static_cast<std::size_t>(place) > input.file.size()) return OPJ_FALSE;
    input.at = static_cast<std::size_t>(place);
    return OPJ_TRUE;
}

// The library's handles are all void*, so each needs its own type of deleter.
template <auto destroy>
struct Destroy {
    template <class T>
    void operator()(T* handle) const {
        destroy(handle);
    }
};
using Codec = std::unique_ptr<opj_codec_t, Destroy<opj_destroy_codec>>;
using Stream = std::unique_ptr<opj_stream_t, Destroy<opj_stream_destroy>>;
using Image = std::unique_ptr<opj_image_t, Destroy<opj_image_destroy>>;

Stream streamOf(Input& input) {
    Stream stream(opj_stream_default_create(OPJ_TRUE));
    if (!stream) return stream;
    opj_stream_set_user_data(stream.get(), &input, nullptr);
    opj_stream_set_user_data_length(stream.get(), input.file.size());
    opj_stream_set_read_function(stream.get(), onRead);
    opj_stream_set_skip_function(stream.get(), onSkip);
    opj_stream_set_seek_function(stream.get(), onSeek);
    return stream;
}

Jpeg2000Colour colourOfProfile(const opj_image_t& image) {
    if (image.icc_profile_buf == nullptr || image.icc_profile_len < iccHeaderLength) return Jpeg2000Colour::Other;
    const std::string_view space(reinterpret_cast<const char*>(image.icc_profile_buf) + iccColourSpaceAt, 4);
    if (space == "RGB ") return Jpeg2000Colour::Rgb;
    return space == "GRAY" ? Jpeg2000Colour::Gray : Jpeg2000Colour::Other;
}

Jpeg2000Colour colourOf(const opj_image_t& image) {
    switch (image.color_space) {
        case OPJ_CLRSPC_UNSPECIFIED:
            return Jpeg2000Colour::Unspecified;
        case OPJ_CLRSPC_GRAY:
            return Jpeg2000Colour::Gray;
        case OPJ_CLRSPC_SRGB:
            return Jpeg2000Colour::Rgb;
        case OPJ_CLRSPC_SYCC:
            return Jpeg2000Colour::Ycc;
        case OPJ_CLRSPC_UNKNOWN:
            return colourOfProfile(image);
        default:
            return Jpeg2000Colour::Other;
    }
}

std::unexpected<Error> malformed() { return fail(ErrorCode::ImageMalformed, "JPEG 2000 damaged"); }

Result<Jpeg2000Image> describe(Image decoded) {
    Jpeg2000Image image{.x0 = static_cast<int>(decoded->x0),
                        .y0 = static_cast<int>(decoded->y0),
                        .colour = colourOf(*decoded),
                        .planes = {},
                        .memory = {nullptr, [](void* owned) { opj_image_destroy(static_cast<opj_image_t*>(owned)); }}};
    for (const opj_image_comp_t& component : std::span(decoded->comps, decoded->numcomps)) {
        if (component.data == nullptr || component.w == 0 || component.h == 0 || component.dx == 0 ||
            component.dy == 0 || component.prec == 0 || component.prec > maxJpeg2000Precision)
            return malformed();
        image.planes.push_back({.width = static_cast<int>(component.w),
                                .height = static_cast<int>(component.h),
                                .x0 = static_cast<int>(component.x0),
                                .y0 = static_cast<int>(component.y0),
                                .stepX = static_cast<int>(component.dx),
                                .stepY = static_cast<int>(component.dy),
                                .precision = static_cast<int>(component.prec),
                                .isSigned = component.sgnd != 0,
                                .isAlpha = component.alpha != 0,
                                .samples = {component.data, std::size_t{component.w} * component.h}});
    }
    if (image.planes.empty()) return malformed();
    image.memory.reset(decoded.release());
    return image;
}

}  // namespace

Result<Jpeg2000Image> decodeJpeg2000(ByteView file, int maxSide) {
    TRY(const Jpeg2000Header header, readJpeg2000Header(file, maxSide));
    Input input{.file = file};
    const Stream stream = streamOf(input);
    const Codec codec(opj_create_decompress(header.isFile ? OPJ_CODEC_JP2 : OPJ_CODEC_J2K));
    if (!stream || !codec) return fail(ErrorCode::ImageTooLarge, "no memory for a JPEG 2000 decoder");
    opj_dparameters_t parameters{};
    opj_set_default_decoder_parameters(&parameters);
    if (opj_setup_decoder(codec.get(), &parameters) == OPJ_FALSE) return malformed();
    opj_image_t* read = nullptr;
    const bool hasHeader = opj_read_header(stream.get(), codec.get(), &read) != OPJ_FALSE;
    Image image(read);
    if (!hasHeader || !image) return malformed();
    // The decoder's own view of the sides, should it have found another code stream.
    if (image->x1 - image->x0 != static_cast<unsigned>(header.width) ||
        image->y1 - image->y0 != static_cast<unsigned>(header.height) ||
        image->numcomps != static_cast<unsigned>(header.components))
        return malformed();
    if (opj_decode(codec.get(), stream.get(), image.get()) == OPJ_FALSE) return malformed();
    if (opj_end_decompress(codec.get(), stream.get()) == OPJ_FALSE) return malformed();
    return describe(std::move(image));
}

}  // namespace cccd_bridge::imaging
