#include "emrtd/card_channel.hpp"

#include <utility>

namespace cccd_bridge::emrtd {

namespace {

constexpr Byte instructionGetResponse = 0xC0;
constexpr Byte moreData = 0x61;
constexpr Byte otherLe = 0x6C;
// An extended response in pieces of 256 bytes, and a little.
constexpr int maxContinuations = 260;
constexpr std::size_t maxResponse = maxExtendedLe + 2;

std::size_t announcedLength(Byte sw2) { return sw2 == 0 ? maxShortLe : sw2; }

// ISO/IEC 7816-3 §12.2: T=0 knows no extended lengths, and a command that sends data leaves its Le behind: the card
// says 61xx when it has an answer.
Result<Bytes> overT0(ByteView command) {
    TRY(CommandApdu apdu, CommandApdu::parse(command));
    if (apdu.needsExtended()) return fail(ErrorCode::CardProtocolUnsupported, "T=0 carries no extended length");
    if (!apdu.data.empty()) apdu.le.reset();
    return apdu.encode();
}

}  // namespace

void CardChannel::protect(SecureMessaging secureMessaging) {
    secureMessaging_ = std::move(secureMessaging);
    answeredProtected_ = false;
}

Result<ResponseApdu> CardChannel::transmit(const CommandApdu& command) {
    if (closed_) return fail(ErrorCode::CardChannelClosed, "the secure channel broke earlier");
    if (stopToken_.stop_requested()) return fail(ErrorCode::OperationCancelled);
    if (!secureMessaging_) {
        TRY(const Bytes encoded, command.encode());
        TRY(const Bytes raw, exchangeComplete(encoded));
        return ResponseApdu::parse(raw);
    }
    // From here on the counter runs: unless everything fits, card and terminal are out of step for good.
    closed_ = true;
    TRY(const Bytes encoded, secureMessaging_->protect(command));
    TRY(const Bytes raw, exchangeComplete(encoded));
    TRY(ResponseApdu response, secureMessaging_->unprotect(raw));
    closed_ = false;
    answeredProtected_ = true;
    return response;
}

Result<Bytes> CardChannel::exchange(ByteView command) {
    if (stopToken_.stop_requested()) return fail(ErrorCode::OperationCancelled);
    ++count_.apdus;
    count_.bytesSent += command.size();
    TRY(Bytes response, spareTime_.isEmpty() ? transport_->transmit(command)
                                             : transport_->transmitWhile(command, [this] { spareTime_.use(); }));
    count_.bytesReceived += response.size();
    if (response.size() < 2) return fail(ErrorCode::CardProtocolViolation, "response without status word");
    if (response.size() > maxResponse) return fail(ErrorCode::CardProtocolViolation, "response too long");
    return response;
}

// ISO/IEC 7816-3 §12.2: 6Cxx names the right Le; the same command is sent with it, once.
Result<Bytes> CardChannel::exchangeWithLe(ByteView command) {
    TRY(Bytes response, exchange(command));
    if (response.size() != 2 || response[0] != otherLe) return response;
    TRY(CommandApdu again, CommandApdu::parse(command));
    if (!again.le) return response;
    again.le = announcedLength(response[1]);
    TRY(const Bytes encoded, again.encode());
    return exchange(encoded);
}

// ISO/IEC 7816-4 §5.3.4: 61xx announces more data. That and 6Cxx belong to the transport and come before secure
// messaging.
Result<Bytes> CardChannel::exchangeComplete(ByteView command) {
    Bytes reduced;
    if (transport_->protocol() == TransmissionProtocol::T0) {
        TRY(reduced, overT0(command));
        command = reduced;
    }
    TRY(Bytes response, exchangeWithLe(command));
    for (int i = 0; response[response.size() - 2] == moreData; ++i) {
        if (i == maxContinuations) return fail(ErrorCode::CardProtocolViolation, "response without end");
        const CommandApdu getResponse{
            .ins = instructionGetResponse, .data = {}, .le = announcedLength(response.back())};
        TRY(const Bytes encoded, getResponse.encode());
        TRY(const Bytes more, exchangeWithLe(encoded));
        response.resize(response.size() - 2);
        if (response.size() + more.size() > maxResponse)
            return fail(ErrorCode::CardProtocolViolation, "response too long");
        response.insert(response.end(), more.begin(), more.end());
    }
    return response;
}

}  // namespace cccd_bridge::emrtd
