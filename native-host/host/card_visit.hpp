// What is known of the card that is in a reader now.
#pragma once

#include "base/bytes.hpp"
#include "emrtd/file_reader.hpp"
#include "host/card_key.hpp"
#include "host/open_card.hpp"

#include <cstdint>
#include <memory>

namespace cccd_bridge::host {

/// Lives on the reader's thread.
struct CardVisit {
    std::uint32_t insertion = 0;
    bool notTravelDocument = false;
    bool citizenDelivered = false;
    KeyLedger keys;
    emrtd::CardAbilities abilities;
    Bytes cardAccess;                ///< EF.CardAccess, which a card gives only until its application is selected
    std::unique_ptr<OpenCard> open;  ///< while its channel may still be used
    Bytes openKey;                   ///< digest of the key that opened it
};

}  // namespace cccd_bridge::host
