// A smart card reader that exists only as a directory: a card file in it is a card in the reader.
#pragma once

#include "control_directory.hpp"
#include "event_log.hpp"

#include "virtual-card/card.hpp"

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>

namespace virtual_reader {

using virtual_card::Bytes;
using virtual_card::ByteView;
using virtual_card::Card;

/// powerUp and transmit are called by one thread at a time; the other functions by any.
class VirtualReader {
  public:
    explicit VirtualReader(const std::filesystem::path& directory);
    ~VirtualReader();

    bool cardPresent();
    /// Returns when a card came or went, at the latest after `timeout`.
    void waitForChange(std::chrono::milliseconds timeout);
    /// Ends a waitForChange that is in progress; pcscd wants to wait anew, with another time-out.
    void wakeWaiter();
    /// Ends every wait, now and from now on: the reader is being closed.
    void close();

    /// Powers the card up or resets it; its ATR, or nothing without a card.
    std::optional<Bytes> powerUp();
    /// ATR of the card that is present; empty without one.
    Bytes answerToReset() const;
    /// The card's answer after the time its link takes; nothing when the card went meanwhile.
    std::optional<Bytes> transmit(ByteView command);

  private:
    void cardFileChanged();
    void takeOut();
    void putIn(std::shared_ptr<Card> arriving, const FileIdentity& file);
    bool isLoaded(const FileIdentity& file) const;
    void cardLeftTheField();
    bool waitWith(const std::shared_ptr<Card>& current, std::chrono::steady_clock::time_point until);
    bool waitAsTold(const std::shared_ptr<Card>& current, const virtual_card::Exchange& exchange,
                    std::chrono::steady_clock::time_point start);

    EventLog log;
    mutable std::mutex mutex;
    std::condition_variable changes;
    std::shared_ptr<Card> card;
    std::shared_ptr<Card> incoming;      ///< waits until the absence of the one before has been seen
    std::optional<FileIdentity> loaded;  ///< the file of the card, or of the one that waits
    bool reportedPresent = false;
    bool changed = false;
    bool stopping = false;
    ControlDirectory control;  ///< last: its thread uses everything above
};

}  // namespace virtual_reader
