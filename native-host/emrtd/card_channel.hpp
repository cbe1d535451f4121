// Commands to the card, in plain or inside secure messaging, with counting and cancellation.
#pragma once

#include "base/result.hpp"
#include "emrtd/apdu.hpp"
#include "emrtd/card_transport.hpp"
#include "emrtd/secure_messaging.hpp"

#include <cstdint>
#include <optional>
#include <stop_token>

namespace cccd_bridge::emrtd {

/// What went over the wire, secure messaging and GET RESPONSE included.
struct TransferCount {
    std::uint64_t apdus = 0;
    std::uint64_t bytesSent = 0;
    std::uint64_t bytesReceived = 0;
};

class CardChannel {
  public:
    CardChannel(CardTransport& transport, std::stop_token stopToken)
        : transport_(&transport), stopToken_(std::move(stopToken)) {}

    /// Sends a command, protected once protect() was called; 61xx and 6Cxx are followed a bounded number of times.
    /// Errors: OperationCancelled; CardChannelClosed after a broken protected session; CardSecureMessagingFailed, which
    /// closes the channel for good; CardProtocolViolation for a malformed plain response; the transport's own.
    Result<ResponseApdu> transmit(const CommandApdu& command);

    /// From now on every command is protected.
    void protect(SecureMessaging secureMessaging);

    bool isProtected() const { return secureMessaging_.has_value() && !closed_; }
    bool isClosed() const { return closed_; }
    const SecureMessaging* secureMessaging() const { return secureMessaging_ ? &*secureMessaging_ : nullptr; }
    const TransferCount& transferCount() const { return count_; }

  private:
    Result<Bytes> exchange(ByteView command);
    Result<Bytes> exchangeComplete(Bytes command);

    CardTransport* transport_;
    std::stop_token stopToken_;
    std::optional<SecureMessaging> secureMessaging_{};
    TransferCount count_{};
    bool closed_ = false;
};

}  // namespace cccd_bridge::emrtd
