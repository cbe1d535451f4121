#include "imaging/jpeg_writer.hpp"

#include <csetjmp>
#include <cstddef>
#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>

namespace cccd_bridge::imaging {
namespace {

constexpr int quality = 90;

// As in jpeg_reader.cpp: nothing between setjmp and longjmp has an object to destroy.
struct Encoding {
    jpeg_compress_struct encoder;
    jpeg_error_mgr errors;
    std::jmp_buf escape;
    unsigned char* output;
    unsigned long outputSize;
};

[[noreturn]] void onEncodingError(j_common_ptr encoder) {
    std::longjmp(static_cast<Encoding*>(encoder->client_data)->escape, 1);
}
void dropMessage(j_common_ptr, int) {}
void dropOutput(j_common_ptr) {}

bool encode(Encoding& run, const JpegPicture& picture, std::span<Byte> line) {
    if (setjmp(run.escape) != 0) return false;
    run.encoder.err = jpeg_std_error(&run.errors);
    run.errors.error_exit = onEncodingError;
    run.errors.emit_message = dropMessage;
    run.errors.output_message = dropOutput;
    run.encoder.client_data = &run;
    jpeg_create_compress(&run.encoder);
    jpeg_mem_dest(&run.encoder, &run.output, &run.outputSize);
    run.encoder.image_width = static_cast<JDIMENSION>(picture.width);
    run.encoder.image_height = static_cast<JDIMENSION>(picture.height);
    run.encoder.input_components = picture.channels;
    run.encoder.in_color_space = picture.channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(&run.encoder);
    jpeg_set_quality(&run.encoder, quality, TRUE);
    jpeg_start_compress(&run.encoder, TRUE);
    while (run.encoder.next_scanline < run.encoder.image_height) {
        picture.row(static_cast<int>(run.encoder.next_scanline), line);
        JSAMPROW row = line.data();
        jpeg_write_scanlines(&run.encoder, &row, 1);
    }
    jpeg_finish_compress(&run.encoder);
    return true;
}

}  // namespace

Result<Bytes> writeJpeg(const JpegPicture& picture) {
    Bytes line(static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.channels));
    Encoding run{};
    const bool encoded = encode(run, picture, line);
    jpeg_destroy_compress(&run.encoder);
    Bytes file;
    if (encoded) file.assign(run.output, run.output + run.outputSize);
    std::free(run.output);
    if (!encoded) return fail(ErrorCode::ImageTooLarge, "JPEG could not be written");
    return file;
}

}  // namespace cccd_bridge::imaging
