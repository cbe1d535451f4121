#include "imaging/jpeg_reader.hpp"

#include <csetjmp>
#include <cstddef>
#include <cstdio>

#include <jpeglib.h>

#include <jerror.h>

namespace cccd_bridge::imaging {
namespace {

// Everything a decoding needs, so that no function between setjmp and longjmp has an object to destroy or a local
// variable that a jump could leave undefined.
struct Run {
    jpeg_decompress_struct decoder;
    jpeg_error_mgr errors;
    jpeg_progress_mgr progress;
    std::jmp_buf escape;
    bool tooManyScans;
    Byte* pixels;
    std::size_t pixelCount;
};

Run& runOf(j_common_ptr decoder) { return *static_cast<Run*>(decoder->client_data); }

[[noreturn]] void onError(j_common_ptr decoder) { std::longjmp(runOf(decoder).escape, 1); }
void onMessage(j_common_ptr, int) {}
void onOutput(j_common_ptr) {}

void onProgress(j_common_ptr decoder) {
    auto& run = runOf(decoder);
    const auto pixels = static_cast<long long>(run.decoder.image_width) * run.decoder.image_height;
    if (run.decoder.input_scan_number * pixels <= maxJpegScannedPixels) return;
    run.tooManyScans = true;
    std::longjmp(run.escape, 1);
}

void start(Run& run, ByteView file) {
    run.decoder.err = jpeg_std_error(&run.errors);
    run.errors.error_exit = onError;
    run.errors.emit_message = onMessage;
    run.errors.output_message = onOutput;
    run.decoder.client_data = &run;
    jpeg_create_decompress(&run.decoder);
    run.progress.progress_monitor = onProgress;
    run.decoder.progress = &run.progress;
    run.decoder.mem->max_memory_to_use = maxJpegMemoryBytes;
    jpeg_mem_src(&run.decoder, file.data(), static_cast<unsigned long>(file.size()));
    jpeg_read_header(&run.decoder, TRUE);
}

bool readHeader(Run& run, ByteView file) {
    if (setjmp(run.escape) != 0) return false;
    start(run, file);
    return true;
}

bool decode(Run& run, ByteView file) {
    if (setjmp(run.escape) != 0) return false;
    start(run, file);
    run.decoder.out_color_space = JCS_GRAYSCALE;
    jpeg_start_decompress(&run.decoder);
    if (run.decoder.output_components != 1) return false;
    if (static_cast<std::size_t>(run.decoder.output_width) * run.decoder.output_height != run.pixelCount) return false;
    while (run.decoder.output_scanline < run.decoder.output_height) {
        JSAMPROW row = run.pixels + static_cast<std::size_t>(run.decoder.output_scanline) * run.decoder.output_width;
        jpeg_read_scanlines(&run.decoder, &row, 1);
    }
    return true;
}

std::unexpected<Error> failure(const Run& run) {
    if (run.tooManyScans) return fail(ErrorCode::ImageTooLarge, "JPEG with too many scans");
    switch (run.errors.msg_code) {
        case JERR_NO_BACKING_STORE:
        case JERR_OUT_OF_MEMORY:
        case JERR_IMAGE_TOO_BIG:
            return fail(ErrorCode::ImageTooLarge, "JPEG needs too much memory");
        case JERR_SOF_UNSUPPORTED:
        case JERR_BAD_PRECISION:
        case JERR_CONVERSION_NOTIMPL:
        case JERR_ARITH_NOTIMPL:
            return fail(ErrorCode::ImageUnsupported, "kind of JPEG not supported");
        default:
            return fail(ErrorCode::ImageMalformed, "JPEG damaged");
    }
}

}  // namespace

Result<JpegHeader> readJpegHeader(ByteView file) {
    Run run{};
    const bool read = readHeader(run, file);
    const JpegHeader header{static_cast<int>(run.decoder.image_width), static_cast<int>(run.decoder.image_height),
                            run.decoder.num_components};
    jpeg_destroy_decompress(&run.decoder);
    if (!read) return failure(run);
    return header;
}

Result<void> decodeJpegLuma(ByteView file, std::span<Byte> pixels) {
    Run run{};
    run.pixels = pixels.data();
    run.pixelCount = pixels.size();
    const bool decoded = decode(run, file);
    jpeg_destroy_decompress(&run.decoder);
    if (!decoded) return failure(run);
    return {};
}

}  // namespace cccd_bridge::imaging
