// A card as a reader sees it: a chip made from a card file, with its link's cost and the faults it was given.
#pragma once

#include "virtual-card/card_description.hpp"

#include <chrono>

namespace virtual_card {

/// One command and what came of it.
struct Exchange {
    enum class Ending {
        Answered,
        Stalled,  ///< no answer comes: wait for `stall`, or for ever when it is 0, then send the answer
        Removed   ///< the card left the field during the command
    };
    Ending ending = Ending::Answered;
    Bytes response;
    std::chrono::microseconds duration{0};  ///< what the link takes; the caller waits
    std::chrono::milliseconds stall{0};
    Activity activity;
    unsigned number = 0;  ///< counted from 1 since power on
};

class Card {
  public:
    /// Makes the chip (signs its files); the costly part. `random` serves the protocols, not the making.
    explicit Card(CardDescription description, RandomSource random = systemRandom());

    /// Power on or warm reset: a new session. Once removed, a card stays away.
    void reset();
    Exchange exchange(ByteView apdu);
    /// The response alone, no waiting; empty when the card is gone or stalls.
    Bytes transmit(ByteView apdu) { return exchange(apdu).response; }

    bool isRemoved() const { return removed; }
    ByteView answerToReset() const { return description.answerToReset; }
    const CardDescription& about() const { return description; }
    const AttemptCounters& attempts() const { return chip.attempts(); }
    unsigned apduCount() const { return count; }

  private:
    struct ArmedFault {
        Fault fault;
        unsigned remaining;
    };
    bool triggers(ArmedFault& armed, const Activity& activity) const;
    void apply(const Fault& fault, Exchange& exchange);
    std::chrono::microseconds linkTime(std::size_t bytes) const;

    CardDescription description;
    Chip chip;
    std::vector<ArmedFault> faults;
    unsigned count = 0;
    bool removed = false;
    bool endless = false;  ///< every GET RESPONSE says that there is more
};

}  // namespace virtual_card
