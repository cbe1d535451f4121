// Notices when a card is asked to judge a key, which it may count.
#pragma once

#include "emrtd/card_transport.hpp"

namespace cccd_bridge::host {

/// Hands commands on unchanged. Keys are judged by the last GENERAL AUTHENTICATE of PACE, the only one that is not
/// chained (ICAO 9303-11 §4.4.4.2), and by EXTERNAL AUTHENTICATE of BAC (§4.3.4.2).
class KeyWatch final : public emrtd::CardTransport {
  public:
    explicit KeyWatch(emrtd::CardTransport& card) : card_(card) {}

    Result<Bytes> transmit(ByteView command) override;
    Result<Bytes> transmitWhile(ByteView command, const std::function<void()>& meanwhile) override;
    emrtd::TransmissionProtocol protocol() const override { return card_.protocol(); }
    /// It was asked to judge a key, and did not merely complain of the command's length.
    bool keyWasPresented() const { return presented_; }
    /// The card found the key right; what went wrong since is no word about it.
    bool keyWasAccepted() const { return accepted_; }

  private:
    void note(ByteView command, const Result<Bytes>& answer);
    static bool presents(ByteView command);
    static bool declinesLength(ByteView command, ByteView answer);

    emrtd::CardTransport& card_;
    bool presented_ = false;
    bool accepted_ = false;
};

}  // namespace cccd_bridge::host
