#include "host/card_types.hpp"

#include "emrtd/crypto/hash.hpp"

#include <algorithm>
#include <utility>

namespace cccd_bridge::host {

Bytes cardTypeOf(ByteView answerToReset, emrtd::TransmissionProtocol protocol) {
    if (answerToReset.empty()) return {};
    Bytes name(answerToReset.begin(), answerToReset.end());
    name.push_back(protocol == emrtd::TransmissionProtocol::T0 ? 0 : 1);
    return emrtd::hash(emrtd::HashAlgorithm::Sha256, name).value_or(Bytes());
}

emrtd::CardAbilities CardTypes::recall(const Bytes& type) {
    const auto found = std::ranges::find(entries_, type, &Entry::type);
    if (found == entries_.end()) return {};
    if (found->cards == cardsBeforeAskingAnew) {
        entries_.erase(found);
        return {};
    }
    ++found->cards;
    emrtd::CardAbilities abilities = found->abilities;
    if (abilities.extendedLength == true) abilities.extendedLength.reset();
    // Proven of another card: with this one a long answer that is lost must still be told from a broken channel.
    abilities.provenRead = 0;
    abilities.provenPastEnd = false;
    return abilities;
}

void CardTypes::remember(const Bytes& type, const emrtd::CardAbilities& abilities) {
    if (type.empty()) return;
    const auto found = std::ranges::find(entries_, type, &Entry::type);
    Entry entry{.type = type, .abilities = abilities, .cards = found == entries_.end() ? 0 : found->cards};
    if (found != entries_.end())
        entries_.erase(found);
    else if (entries_.size() == maximumTypes)
        entries_.erase(entries_.begin());
    entries_.push_back(std::move(entry));
}

}  // namespace cccd_bridge::host
