// Commands to the card, in plain or inside secure messaging, with counting and cancellation.
#pragma once

#include "base/result.hpp"
#include "emrtd/apdu.hpp"
#include "emrtd/card_transport.hpp"
#include "emrtd/secure_messaging.hpp"
#include "emrtd/spare_time.hpp"

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

    /// Sends a command, protected once protect() was called; 61xx and 6Cxx are followed a bounded number of times, over
    /// T=0 also for every command that sends and wants data (ISO/IEC 7816-3 §12.2).
    /// Errors: OperationCancelled; CardProtocolUnsupported for an extended command over T=0; CardChannelClosed after a
    /// broken protected session; CardSecureMessagingFailed for a response that is not protected, whatever its status
    /// word, or whose MAC is wrong; CardProtocolViolation for a malformed plain response; the transport's own.
    /// Everything that fails once a protected command is under way closes the channel for good, because the counters
    /// are then no longer known to be in step. After CardSecureMessagingFailed a card that is still there has dropped
    /// its keys (ICAO 9303-11 §9.8.3) and takes a new session with the same access key.
    Result<ResponseApdu> transmit(const CommandApdu& command);

    /// From now on every command is protected.
    void protect(SecureMessaging secureMessaging);

    /// Whether an answer came under the present keys, which proves that the card has them.
    bool answeredProtected() const { return answeredProtected_; }

    /// Used whenever a command is under way.
    SpareTime& spareTime() { return spareTime_; }

    bool isProtected() const { return secureMessaging_.has_value() && !closed_; }
    bool isClosed() const { return closed_; }
    const SecureMessaging* secureMessaging() const { return secureMessaging_ ? &*secureMessaging_ : nullptr; }
    const TransferCount& transferCount() const { return count_; }

  private:
    Result<Bytes> exchange(ByteView command);
    Result<Bytes> exchangeWithLe(ByteView command);
    Result<Bytes> exchangeComplete(ByteView command);

    CardTransport* transport_;
    std::stop_token stopToken_;
    std::optional<SecureMessaging> secureMessaging_{};
    TransferCount count_{};
    SpareTime spareTime_{};
    bool answeredProtected_ = false;
    bool closed_ = false;
};

}  // namespace cccd_bridge::emrtd
