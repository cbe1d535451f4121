// A card with plain files and no access control, for what the file reader does with sizes, offsets and refusals.
#pragma once

#include "emrtd/apdu.hpp"
#include "emrtd/card_transport.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace cccd_bridge::emrtd::test {

class FakeCard final : public CardTransport {
  public:
    std::map<std::uint16_t, Bytes> files{};
    bool acceptsExtended = true;
    bool acceptsShortIdentifiers = true;       ///< else 6A82
    bool answersPastEnd = true;                ///< else 6700
    std::size_t maxRead = 65536;               ///< longer requests get 6700
    std::size_t maxAnswer = 65536;             ///< longer requests get this much
    std::optional<ErrorCode> extendedFails{};  ///< the reader's error on an extended command

    std::vector<CommandApdu> commands{};

    Result<Bytes> transmit(ByteView encoded) override;

  private:
    Bytes select(const CommandApdu& command);
    Bytes read(const CommandApdu& command);
    Bytes slice(std::size_t offset, std::size_t le, bool wrapped) const;

    std::uint16_t selected_ = 0;
};

/// An elementary file of one data object with this tag and `length` bytes of content that depend on their place.
Bytes patternFile(std::uint32_t tag, std::size_t length);

}  // namespace cccd_bridge::emrtd::test
