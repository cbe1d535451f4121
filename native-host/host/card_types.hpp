// What is known of the kinds of card that were read in one reader, so that a second card of a kind is not asked again.
#pragma once

#include "base/bytes.hpp"
#include "emrtd/card_transport.hpp"
#include "emrtd/file_reader.hpp"

#include <cstddef>
#include <vector>

namespace cccd_bridge::host {

/// Names a kind of card: a digest of its answer to reset (ISO/IEC 7816-3 §8.2, PC/SC part 3 §3.1.3.2.3) and of how it
/// is connected, since some cards put a number of their own into the answer. Empty where there is no answer.
Bytes cardTypeOf(ByteView answerToReset, emrtd::TransmissionProtocol protocol);

/// Bounded: the kinds that were met last. What is remembered is only where to begin: a card that is different is read
/// all the same, and what was learnt from one is asked anew after a number of cards, so that an accident does not stay.
class CardTypes {
  public:
    static constexpr std::size_t maximumTypes = 16;
    static constexpr int cardsBeforeAskingAnew = 16;

    /// What to begin with for a card of this kind. That extended length works is not remembered: the first command of a
    /// read shows it at no cost. That it does not work saves the command that would show it.
    emrtd::CardAbilities recall(const Bytes& type);

    /// Keeps what a read has shown; nothing for an empty name.
    void remember(const Bytes& type, const emrtd::CardAbilities& abilities);

    std::size_t size() const { return entries_.size(); }

  private:
    struct Entry {
        Bytes type;
        emrtd::CardAbilities abilities;
        int cards = 0;  ///< that began with it
    };

    std::vector<Entry> entries_;  // the last one met is last
};

}  // namespace cccd_bridge::host
