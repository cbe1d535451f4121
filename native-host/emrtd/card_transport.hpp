// The only way the library sees a card.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <functional>

namespace cccd_bridge::emrtd {

/// How APDUs travel (ISO/IEC 7816-3): whole (T=1, and contactless cards, which PC/SC shows as T=1), or with data in one
/// direction at a time and short lengths only (T=0).
enum class TransmissionProtocol { T0, T1 };

/// Carries one command APDU to the card and brings its response back (ISO/IEC 7816-3 §12).
class CardTransport {
  public:
    virtual ~CardTransport() = default;
    CardTransport() = default;
    CardTransport(const CardTransport&) = delete;
    CardTransport& operator=(const CardTransport&) = delete;

    /// `command` is a complete command APDU, the result a complete response APDU ending in SW1 SW2.
    /// Errors: whatever the device layer reports (CardRemoved, CardUnresponsive, Reader...); they are passed on
    /// unchanged.
    virtual Result<Bytes> transmit(ByteView command) = 0;

    /// The same, with something to do on the calling thread: while the command is under way where the device layer can
    /// do that, else before it is sent. `meanwhile` is not running any more when this returns, and
    /// need not have run where nothing was sent.
    virtual Result<Bytes> transmitWhile(ByteView command, const std::function<void()>& meanwhile) {
        meanwhile();
        return transmit(command);
    }

    virtual TransmissionProtocol protocol() const { return TransmissionProtocol::T1; }
};

}  // namespace cccd_bridge::emrtd
