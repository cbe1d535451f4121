// Reading a card, step by step: text before photo, verdicts as they come.
#pragma once

#include "base/bytes.hpp"
#include "emrtd/active_authentication.hpp"
#include "host/card_visit.hpp"
#include "host/portrait.hpp"
#include "host/read_order.hpp"

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace cccd_bridge::host {

struct ReadTiming {
    std::optional<double> textMs;
    double totalMs = 0;
    emrtd::TransferCount transfer;
};

struct ReadOutcome {
    emrtd::AccessProtocol access = emrtd::AccessProtocol::Pace;
    cccd::Citizen citizen;
    Verdicts verdicts;
    std::optional<Portrait> photo;
    /// What the chip signed: asked for by ReadOrder::challenge, or needed for the verdict.
    std::optional<emrtd::ActiveAuthenticationExchange> activeAuthentication;
    /// Where it was asked for; if it cannot be given, EvidenceUnavailable is among the problems.
    std::optional<Evidence> evidence;
    std::vector<Problem> problems;
    ReadTiming timing;
};

/// Reads the card of a visit anew; on success its channel is kept in the visit. The text is announced before the chip
/// is authenticated; what fails from then on costs neither text nor, where the card is still there, the photo. Errors:
/// those of CardConnection, DocumentSession and KeyLedger; CitizenMismatch when the QR code is of another person.
Result<ReadOutcome> readCard(CardVisit& visit, const ReadOrder& order, ReadListener& listener, std::stop_token stop);

/// Reads the photo over the kept channel if no key or the one that opened it is given, or over a new one with the key.
/// Errors: CardChannelClosed without channel and key, PhotoWithheld, and those of readCard.
Result<ReadOutcome> readPhoto(CardVisit& visit, const ReadOrder& order, ReadListener& listener, std::stop_token stop);

}  // namespace cccd_bridge::host
