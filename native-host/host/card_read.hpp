// Reading a card, step by step: text before photo, verdicts as they come.
#pragma once

#include "base/bytes.hpp"
#include "devices/reader_table.hpp"
#include "host/card_key.hpp"
#include "host/open_card.hpp"
#include "host/session_settings.hpp"
#include "host/trust_store.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace cccd_bridge::host {

/// Phases of schemas/protocol.schema.json, ReadPhase.
enum class ReadPhase {
    connecting,
    readingCardAccess,
    openingChannel,
    selectingApplication,
    readingSecurityObject,
    readingText,
    verifying,
    readingPhoto,
};
std::string_view wireName(ReadPhase phase);

/// Told of a read while it runs, on its thread.
class ReadListener {
  public:
    virtual ~ReadListener() = default;
    virtual void progress(ReadPhase phase, std::size_t done, std::size_t total) = 0;
    virtual void citizen(const cccd::Citizen& citizen, const Verdicts& verdicts) = 0;
    virtual void withdrawn(const Verdicts& verdicts) = 0;
};

/// What is known of the card that is in a reader now; lives on the reader's thread.
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

/// What to read and how.
struct ReadOrder {
    std::string reader;
    std::optional<CardKey> key;
    bool wantText = true;  ///< DG13; DG1 is always read
    bool wantPhoto = false;
    cccd::FieldSet sensitiveToKeep;
    SessionSettings settings;
    std::shared_ptr<const AnchorSet> anchors;
    std::function<void(bool)> onStuck;
    std::chrono::steady_clock::time_point started;
};

struct ReadTiming {
    std::optional<double> textMs;
    double totalMs = 0;
    emrtd::TransferCount transfer;
};

struct Portrait {
    std::string mediaType;
    SecretBytes image;
};

struct ReadOutcome {
    emrtd::AccessProtocol access = emrtd::AccessProtocol::Pace;
    cccd::Citizen citizen;
    Verdicts verdicts;
    std::optional<Portrait> photo;
    std::vector<Problem> problems;
    ReadTiming timing;
};

/// Reads the card of a visit anew; on success its channel is kept in the visit.
/// Errors: those of CardConnection, DocumentSession and KeyLedger; CitizenMismatch when the QR code is of another
/// person.
Result<ReadOutcome> readCard(CardVisit& visit, const ReadOrder& order, ReadListener& listener, std::stop_token stop);

/// Reads the photo over the kept channel if no key or the one that opened it is given, or over a new one with the key.
/// Errors: CardChannelClosed without channel and key, PhotoWithheld, and those of readCard.
Result<ReadOutcome> readPhoto(CardVisit& visit, const ReadOrder& order, ReadListener& listener, std::stop_token stop);

}  // namespace cccd_bridge::host
