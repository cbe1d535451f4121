// The way from a reader to an open channel with a card, and back to one when it broke.
#pragma once

#include "base/result.hpp"
#include "host/card_visit.hpp"
#include "host/read_order.hpp"
#include "host/read_progress.hpp"

#include <chrono>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace cccd_bridge::host {

/// A file that is missing, refused or broken costs that file, not the read.
bool costsOnlyTheFile(ErrorCode code);

class CardApproach {
  public:
    CardApproach(CardVisit& visit, const ReadOrder& order, ReadProgressTeller& progress, std::stop_token stop)
        : visit_(visit),
          order_(order),
          progress_(progress),
          stop_(std::move(stop)),
          end_(std::chrono::steady_clock::now() + order.settings.readTimeout) {}

    /// From nothing to the selected application, or on with a channel that the same key opened. The document is empty
    /// then. A card without expiry whose key is refused gets its other key, if the ledger allows it.
    /// Errors: those of CardConnection, DocumentSession and KeyLedger; CardKeyRequired, CardNotTravelDocument.
    Result<void> begin();

    /// Takes up the channel of an earlier read with its document; false when it is gone, or another key is given.
    Result<bool> takeUp();

    /// Does a step, and does it once more over a rebuilt channel when the channel breaks under it.
    template <class Step>
    auto withChannel(Step step) -> decltype(step()) {
        auto outcome = step();
        if (outcome || !breaksChannel(outcome.error().code)) return outcome;
        const auto rebuilt = rebuild();
        if (rebuilt) return step();
        // Nothing left to rebuild with: what broke the channel says more.
        if (rebuilt.error().code == ErrorCode::CardChannelClosed) return outcome;
        return std::unexpected(rebuilt.error());
    }

    /// Opens a new channel with the key that opened the present one, which is no new attempt; the document stays. At
    /// most twice a read. Errors: CardChannelClosed when there is no key at hand or that was done too often; those of
    /// begin().
    Result<void> rebuild();

    /// Whether an error means that the channel is broken while the card may still be there.
    static bool breaksChannel(ErrorCode code);

    /// Keeps what the session showed of card and reader: for the next session, and for the next card of this kind.
    void learn();

    /// Lets go of the card; its channel stays open.
    void leave() { operation_.reset(); }

    emrtd::DocumentSession& session() { return visit_.open->session(); }
    CardDocument& document() { return visit_.open->document(); }
    /// What this read sent and received.
    emrtd::TransferCount transferred() const;

  private:
    struct Candidate {
        const emrtd::AccessKey* key;
        Bytes digest;
    };

    Result<std::vector<Candidate>> candidates() const;
    Result<void> openWithAny(const std::vector<Candidate>& keys);
    Result<void> openWith(const Candidate& candidate);
    Result<void> reopen();
    Result<void> connect();
    Result<void> checkKind();
    bool resume();
    void startOperation();

    CardVisit& visit_;
    const ReadOrder& order_;
    ReadProgressTeller& progress_;
    std::stop_token stop_;
    std::chrono::steady_clock::time_point end_;  // of all sessions of this read together
    std::optional<OpenCard::Operation> operation_;
    std::optional<emrtd::AccessKey> openedWith_;
    int rebuilds_ = 0;
    emrtd::TransferCount before_{};   // of the present session, by earlier reads
    emrtd::TransferCount earlier_{};  // of this read, by sessions that broke
};

}  // namespace cccd_bridge::host
