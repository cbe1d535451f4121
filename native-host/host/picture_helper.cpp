#include "host/picture_helper.hpp"

#include "host/machine_log.hpp"
#include "host/platform.hpp"

#include <array>
#include <chrono>
#include <new>

namespace cccd_bridge::host {

namespace {

constexpr std::chrono::seconds longestLook{10};
// Ends a helper whose host no longer watches; later than the host's own limit, which gives the right error.
constexpr std::chrono::seconds longestProcessorTime = 2 * longestLook;
// 16 megapixels as brightness, again as the library's bits, as JPEG coefficients, and the program itself; or 16 million
// samples of JPEG 2000 and a tile of as many.
constexpr std::size_t helperMemory = std::size_t{192} * 1024 * 1024;
// All that a helper says which could not give up its rights; too short for an answer.
constexpr Byte unconfined = 0xFF;

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

Result<Bytes> serve() {
    TRY(const Picture picture, readPicture(readExactly));
    if (picture.task == PictureTask::face) return encodeFaceAnswer(imaging::prepareFace(picture.bytes));
    return encodeSymbolsAnswer(look(picture));
}

Bytes answerOrRefusal() {
    try {
        const auto answer = serve();
        return answer ? *answer : encodeSymbolsAnswer(std::unexpected(answer.error()));
    } catch (const std::bad_alloc&) {
        return encodeSymbolsAnswer(fail(ErrorCode::ImageTooLarge, "memory"));
    }
}

std::unexpected<Error> helperFailed(std::string_view reason, ErrorCode code, std::string detail) {
    logEvent(EventCode::HelperFailed, {{"reason", std::string(reason)}});
    return fail(code, std::move(detail));
}

// What a helper says to a task, before it is believed.
Result<Bytes> ask(platform::Helper& helper, const PictureHeader& header, ByteView bytes, std::size_t longestAnswer,
                  const std::stop_token& stop) {
    const std::array<ByteView, 2> input{header, bytes};
    platform::HelperRun run = helper.run(input, {.time = longestLook, .output = longestAnswer}, stop);
    switch (run.end) {
        case platform::HelperEnd::notStarted:
            return helperFailed("notStarted", ErrorCode::ProtocolInternal, "no helper");
        case platform::HelperEnd::late:
            return helperFailed("late", ErrorCode::OperationTimeout, "picture");
        case platform::HelperEnd::stopped:
            return fail(ErrorCode::OperationCancelled);
        case platform::HelperEnd::ended:
            break;
    }
    if (run.output == Bytes{unconfined})
        return helperFailed("unconfined", ErrorCode::ProtocolInternal, "helper without confinement");
    // A helper that looked at its picture says at least that there is nothing in it.
    if (run.output.empty()) logEvent(EventCode::HelperFailed, {{"reason", "died"}});
    return std::move(run.output);
}

}  // namespace

Result<Symbols> findSymbolsApart(const Picture& picture, const std::stop_token& stop) {
    const PictureHeader header =
        pictureHeader(PictureTask::symbols, picture.bytes.size(), picture.width, picture.height);
    platform::Helper helper(pictureHelperArgument);
    TRY(const Bytes answer, ask(helper, header, picture.bytes, maximumSymbolsAnswer, stop));
    return decodeSymbolsAnswer(answer);
}

Result<imaging::FaceImage> FaceHelper::prepare(ByteView image, const std::stop_token& stop) {
    if (image.size() > imaging::maxFaceBytes) return fail(ErrorCode::ImageTooLarge, "face image too large");
    TRY(const Bytes answer,
        ask(process_, pictureHeader(PictureTask::face, image.size()), image, maximumFaceAnswer, stop));
    return decodeFaceAnswer(answer);
}

void runPictureHelper() {
    if (!platform::confineHelper({.memory = helperMemory, .processorTime = longestProcessorTime})) {
        platform::writeOutput({reinterpret_cast<const char*>(&unconfined), 1});
        platform::leave(1);
    }
    const Bytes answer = answerOrRefusal();
    const bool said = platform::writeOutput({reinterpret_cast<const char*>(answer.data()), answer.size()});
    // Nothing of a picture lives on, and there is no right to do more than end.
    platform::leave(said ? 0 : 1);
}

}  // namespace cccd_bridge::host
