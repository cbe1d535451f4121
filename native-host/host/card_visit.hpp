// What is known of the card that is in a reader now.
#pragma once

#include "base/bytes.hpp"
#include "emrtd/file_reader.hpp"
#include "host/card_key.hpp"
#include "host/card_types.hpp"
#include "host/open_card.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

namespace cccd_bridge::host {

/// Lives on the reader's thread.
struct CardVisit {
    std::uint32_t insertion = 0;
    bool notTravelDocument = false;
    bool citizenDelivered = false;
    KeyLedger keys;
    Bytes type;                                     ///< of cardTypeOf()
    std::optional<emrtd::CardAbilities> abilities;  ///< as far as they are known
    Bytes cardAccess;                ///< EF.CardAccess, which a card gives only until its application is selected
    std::unique_ptr<OpenCard> open;  ///< while its channel may still be used
    Bytes openKey;                   ///< digest of the key that opened it
    CardTypes types;                 ///< outlives the card

    /// Wipes what is known of the card; the next one has this number.
    void startAnew(std::uint32_t nextInsertion) {
        CardTypes kept = std::move(types);
        *this = CardVisit();
        types = std::move(kept);
        insertion = nextInsertion;
    }
};

}  // namespace cccd_bridge::host
