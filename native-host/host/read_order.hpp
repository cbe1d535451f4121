// What to read of a card and how, and who is told of it.
#pragma once

#include "base/bytes.hpp"
#include "cccd/citizen.hpp"
#include "host/card_key.hpp"
#include "host/evidence.hpp"
#include "host/session_settings.hpp"
#include "host/trust_store.hpp"
#include "host/wire_verdicts.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

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

struct ReadOrder {
    std::string reader;
    std::optional<CardKey> key;
    bool wantText = true;  ///< DG13; DG1 is always read
    bool wantPhoto = false;
    /// Wants a signature of the chip: of these 8 bytes, or of random ones where they are empty. Absent: the chip signs
    /// only where it cannot prove itself in another way.
    std::optional<Bytes> challenge{};
    std::optional<EvidenceRequest> evidence{};  ///< what to keep of the read
    cccd::FieldSet sensitiveToKeep;
    SessionSettings settings;
    std::shared_ptr<const AnchorSet> anchors;
    std::function<void(bool)> onStuck;
    std::chrono::steady_clock::time_point started;
};

}  // namespace cccd_bridge::host
