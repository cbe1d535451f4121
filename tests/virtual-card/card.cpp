#include "virtual-card/card.hpp"

#include "virtual-card/personalize.hpp"

namespace virtual_card {
namespace {

/// A full answer whose status word promises another one.
Bytes moreToCome() { return encode({0x6100, Bytes(256, 0x55)}); }

}  // namespace

Card::Card(CardDescription cardDescription, RandomSource random)
    : description(std::move(cardDescription)), chip(personalize(description), std::move(random)) {
    for (const Fault& fault : description.faults) faults.push_back({fault, fault.occurrence});
}

void Card::reset() {
    chip.reset();
    endless = false;
    count = 0;
}

std::chrono::microseconds Card::linkTime(std::size_t bytes) const {
    auto time = description.link.perApdu;
    if (const auto rate = description.link.bitsPerSecond) {
        time += std::chrono::microseconds(bytes * 8 * 1'000'000 / rate);
    }
    return time;
}

/// Each fault happens once, at the n-th command that fits.
bool Card::triggers(ArmedFault& armed, const Activity& activity) const {
    const Fault& fault = armed.fault;
    const bool fits = fault.atApdu != 0      ? fault.atApdu == count
                      : fault.onFile.empty() ? fault.onPhase == activity.phase
                                             : fault.onFile == activity.file && activity.reading;
    return fits && armed.remaining > 0 && --armed.remaining == 0;
}

void Card::apply(const Fault& fault, Exchange& exchange) {
    Bytes& response = exchange.response;
    switch (fault.kind) {
        case Fault::Kind::Remove:
            removed = true;
            response.clear();
            exchange.ending = Exchange::Ending::Removed;
            break;
        case Fault::Kind::Stall:
            exchange.ending = Exchange::Ending::Stalled;
            exchange.stall = fault.duration;
            if (fault.duration.count() == 0) response.clear();
            break;
        case Fault::Kind::Truncate:
            if (fault.keep < response.size()) response.resize(fault.keep);
            break;
        case Fault::Kind::FlipBit:
            if (!response.empty())
                response[fault.bit / 8 % response.size()] ^= static_cast<Byte>(0x80 >> fault.bit % 8);
            break;
        case Fault::Kind::StatusWord:
            response = encode({fault.statusWord, {}});
            break;
        case Fault::Kind::WrongMac:
            // The code is the last object before the status word.
            if (response.size() > 2) response[response.size() - 3] ^= 0x01;
            break;
        case Fault::Kind::EndSession:
            chip.dropSession();
            response = encode({fault.statusWord, {}});
            break;
        case Fault::Kind::Endless:
            endless = true;
            response = moreToCome();
            break;
    }
}

Exchange Card::exchange(ByteView apdu) {
    Exchange exchange;
    exchange.number = ++count;
    if (removed) {
        exchange.ending = Exchange::Ending::Removed;
        return exchange;
    }
    const bool getResponse = apdu.size() > 1 && apdu[1] == 0xC0;
    endless = endless && getResponse;
    exchange.response = endless ? moreToCome() : chip.transmit(apdu);
    exchange.activity = chip.lastActivity();
    for (ArmedFault& armed : faults) {
        if (triggers(armed, exchange.activity)) apply(armed.fault, exchange);
    }
    exchange.duration = linkTime(apdu.size() + exchange.response.size());
    return exchange;
}

}  // namespace virtual_card
