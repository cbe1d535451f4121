// A card in a reader as the protocols see it: bytes out, bytes in, under a watchdog.
#pragma once

#include "devices/card_lane.hpp"
#include "emrtd/card_transport.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace cccd_bridge::devices {

struct ConnectionOptions {
    std::chrono::milliseconds transmitTimeout{10'000};    ///< watchdog of one command
    std::chrono::milliseconds transactionTimeout{3'000};  ///< patience with another program that holds the card
    /// Told true when a command was given up, and false when it came back later (from another thread).
    std::function<void(bool stuck)> onStuck = [](bool) {};
};

/// Shared connection with a transaction of its own; the card is never reset.
class CardConnection final : public emrtd::CardTransport {
  public:
    /// Connects and begins a transaction. Errors: CardNone, CardUnresponsive, ReaderBusy, ReaderStuck,
    /// ReaderDisconnected, PcscServiceUnavailable.
    static Result<std::unique_ptr<CardConnection>> open(const std::string& reader, ConnectionOptions options);
    ~CardConnection() override;

    Result<void> beginTransaction();
    void endTransaction();

    /// Errors: CardRemoved, CardUnresponsive, ReaderStuck, ReaderDisconnected, CardSecureMessagingFailed (another
    /// program reset the card), CardProtocolViolation (no status word), PcscServiceUnavailable.
    Result<Bytes> transmit(ByteView command) override { return transmitWhile(command, {}); }
    Result<Bytes> transmitWhile(ByteView command, const std::function<void()>& meanwhile) override;

    emrtd::TransmissionProtocol protocol() const override { return protocol_; }
    /// Of the card as it was connected; may be empty.
    const Bytes& answerToReset() const { return answerToReset_; }

  private:
    CardConnection(std::string reader, ConnectionOptions options);
    Result<void> connect();
    Error explain(Error failure);
    template <class T>
    Result<T> onLane(std::function<Result<T>(CardHardware&)> call, std::chrono::milliseconds limit, ErrorCode late,
                     const std::function<void()>& meanwhile = {});

    std::string reader_;
    ConnectionOptions options_;
    CardLane lane_;
    emrtd::TransmissionProtocol protocol_ = emrtd::TransmissionProtocol::T1;
    Bytes answerToReset_;
};

}  // namespace cccd_bridge::devices
