// Pictures come from anywhere, and the libraries that read them are large: they run in a process of their own, started
// for one picture, that holds nothing, may open nothing and ends in time.
#pragma once

#include "host/helper_process.hpp"
#include "host/picture_message.hpp"

#include <stop_token>
#include <string_view>

namespace cccd_bridge::host {

/// The argument by which this program knows that it is the helper.
inline constexpr std::string_view pictureHelperArgument = "--picture-helper";

/// Finds the codes of a picture in a helper. Blocks.
/// Errors: ImageUnsupported, ImageTooLarge, ImageMalformed (also when the helper died), OperationTimeout after ten
/// seconds, OperationCancelled, ProtocolInternal when no helper could be started or confined.
Result<Symbols> findSymbolsApart(const Picture& picture, const std::stop_token& stop);

/// A helper for one face, which can start before the face is there. It is gone when this is.
class FaceHelper {
  public:
    FaceHelper() : process_(pictureHelperArgument) {}

    /// The face of DG2 in a form that a browser shows, checked and converted in the helper; once. Blocks.
    /// Errors: those of imaging::prepareFace, and of findSymbolsApart.
    Result<imaging::FaceImage> prepare(ByteView image, const std::stop_token& stop);

  private:
    platform::Helper process_;
};

/// The helper: one picture from standard input, one answer to standard output, and the end of the process.
[[noreturn]] void runPictureHelper();

}  // namespace cccd_bridge::host
