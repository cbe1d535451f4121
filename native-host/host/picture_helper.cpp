#include "host/picture_helper.hpp"

#include "host/helper_process.hpp"
#include "host/platform.hpp"

#include <array>
#include <chrono>
#include <new>

namespace cccd_bridge::host {

namespace {

constexpr std::chrono::seconds longestLook{10};
// Ends a helper whose host no longer watches; later than the host's own limit, which gives the right error.
constexpr std::chrono::seconds longestProcessorTime = 2 * longestLook;
// 16 megapixels as brightness, again as the library's bits, as JPEG coefficients, and the program itself.
constexpr std::size_t helperMemory = std::size_t{192} * 1024 * 1024;

Result<Symbols> look(const Picture& picture) {
    TRY(const imaging::LumaImage image, picture.width == 0
                                            ? imaging::decodeLuma(picture.bytes)
                                            : imaging::lumaFromPixels(picture.width, picture.height, picture.bytes));
    return imaging::findSymbols(image);
}

bool readExactly(std::span<Byte> target) {
    while (!target.empty()) {
        const std::size_t count = platform::readInput({reinterpret_cast<char*>(target.data()), target.size()});
        if (count == 0) return false;
        target = target.subspan(count);
    }
    return true;
}

Result<Symbols> serve() {
    try {
        TRY(const Picture picture, readPicture(readExactly));
        return look(picture);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::ImageTooLarge, "memory");
    }
}

}  // namespace

Result<Symbols> findSymbolsApart(const Picture& picture, const std::stop_token& stop) {
    const Bytes header = pictureHeader(picture);
    const std::array<ByteView, 2> input{header, picture.bytes};
    const platform::HelperRun run =
        platform::runHelper(pictureHelperArgument, input, {.time = longestLook, .output = maximumPictureAnswer}, stop);
    switch (run.end) {
        case platform::HelperEnd::notStarted:
            return fail(ErrorCode::ProtocolInternal, "no helper");
        case platform::HelperEnd::late:
            return fail(ErrorCode::OperationTimeout, "picture");
        case platform::HelperEnd::stopped:
            return fail(ErrorCode::OperationCancelled);
        case platform::HelperEnd::ended:
            break;
    }
    return decodePictureAnswer(run.output);
}

int runPictureHelper() {
    if (!platform::confineHelper({.memory = helperMemory, .processorTime = longestProcessorTime})) return 1;
    const Bytes answer = encodePictureAnswer(serve());
    return platform::writeOutput({reinterpret_cast<const char*>(answer.data()), answer.size()}) ? 0 : 1;
}

}  // namespace cccd_bridge::host
