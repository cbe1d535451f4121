// The simulated card in process, as the library sees a card.
#pragma once

#include "emrtd/card_transport.hpp"
#include "virtual-card/card.hpp"

#include <string>

namespace cccd_bridge::emrtd::test {

inline const std::string virtualCardFolder = std::string(CCCD_SOURCE_DIR) + "/tests/virtual-card/";

class VirtualTransport final : public CardTransport {
  public:
    /// A card file of tests/virtual-card/cards, without its ending.
    explicit VirtualTransport(const std::string& name)
        : card(virtual_card::loadCardFile(virtualCardFolder + "cards/" + name + ".json")) {}

    /// A card described by a text, which may extend one of these files.
    static VirtualTransport fromText(const std::string& text) {
        return VirtualTransport(virtual_card::parseCardFile(text, virtualCardFolder + "cards"));
    }

    Result<Bytes> transmit(ByteView command) override {
        const auto response = card.transmit(command);
        if (response.empty()) return fail(ErrorCode::CardRemoved);
        return Bytes(response.begin(), response.end());
    }

    TransmissionProtocol protocol() const override {
        const bool block = card.about().limits.transmission == virtual_card::Transmission::Block;
        return block ? TransmissionProtocol::T1 : TransmissionProtocol::T0;
    }

    virtual_card::Card card;

  private:
    explicit VirtualTransport(virtual_card::CardDescription description) : card(std::move(description)) {}
};

}  // namespace cccd_bridge::emrtd::test
