// The face of DG2 as a browser shows it.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "host/picture_helper.hpp"

#include <stop_token>
#include <string>

namespace cccd_bridge::host {

struct Portrait {
    std::string mediaType;
    SecretBytes image;
};

/// Takes the first usable portrait out of EF.DG2 and has it checked and converted in the helper process. Blocks.
/// Errors: those of emrtd::parseDataGroup2 and of FaceHelper::prepare.
Result<Portrait> portraitOf(ByteView dataGroup2, FaceHelper& helper, const std::stop_token& stop);

}  // namespace cccd_bridge::host
