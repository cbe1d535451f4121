// Keys that open a chip: how they come over the wire, and how often they may be tried.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "bounded_json/json.hpp"
#include "cccd/qr_payload.hpp"
#include "emrtd/access_key.hpp"

#include <optional>
#include <vector>

namespace cccd_bridge::host {

/// A key, and the QR code it was taken from, whose person must be that of the chip.
struct CardKey {
    emrtd::AccessKey access;
    std::optional<cccd::QrPayload> qr;
    /// A card without expiry (MRZ 991231) may have been made with 2099 and day and month of birth as its expiry: tried
    /// when the chip refuses `access`.
    std::optional<emrtd::AccessKey> lifetimeVariant{};
};

/// `{can}`, `{mrz}` or `{qr}` of schemas/protocol.schema.json, CardKey.
/// Errors: ProtocolInvalidParams; QrNotACard when the code holds no ID number to take the CAN from.
Result<CardKey> cardKeyFromJson(const json::object& object);

/// Tells keys apart without keeping them: SHA-256 with a salt that lives as long as the process.
Result<Bytes> keyDigest(const emrtd::AccessKey& key);

/// The keys tried since a card was put on: at most two, a refused one never again.
class KeyLedger {
  public:
    static constexpr std::size_t maximumKeys = 2;

    /// Whether a key may be tried. Errors: CardKeyAlreadyTried, CardKeyLimit.
    Result<void> admit(const Bytes& digest) const;

    /// Notes a key that goes to the card now.
    void tried(const Bytes& digest);

    /// Notes that the card refused it.
    void refused(const Bytes& digest);

  private:
    struct Entry {
        Bytes digest;
        bool refused = false;
    };
    std::vector<Entry> entries_;
};

}  // namespace cccd_bridge::host
