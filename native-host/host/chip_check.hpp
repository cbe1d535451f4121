// Is the chip genuine? The proofs that a card offers, cheapest first, each under a key that the security object signs.
#pragma once

#include "base/result.hpp"
#include "emrtd/active_authentication.hpp"
#include "emrtd/lds/dg14.hpp"
#include "host/card_approach.hpp"

#include <functional>
#include <optional>

namespace cccd_bridge::host {

class ChipCheck {
  public:
    /// `verify` judges the document anew after a file was added.
    ChipCheck(CardApproach& approach, std::function<void()> verify) : approach_(approach), verify_(std::move(verify)) {}

    /// What chip authentication mapping showed, else chip authentication by DG14, or where that is not to be had,
    /// active authentication by DG15; with `challenge` active authentication in any case, of these 8 bytes or of random
    /// ones where they are empty. The verdict goes into the document, and what a file or a proof cost into its
    /// problems. After chip authentication the channel runs under new keys, and the first command of `next`, if there
    /// is one, proves them: it sends what comes after the check anyway. Errors: OperationCancelled, and what ends the
    /// way to the card; the verdict then says that nothing was proven.
    Result<void> run(const std::optional<Bytes>& challenge, emrtd::NextStep next);

    /// What the chip signed, if it did.
    const std::optional<emrtd::ActiveAuthenticationExchange>& exchange() const { return exchange_; }

  private:
    enum class Proof {
        None,    ///< not offered, or not carried out
        Holds,   ///< the chip has the private key
        Refuted  ///< it has not
    };

    Result<std::optional<emrtd::DataGroup14>> takeAgreementKeys();
    void proveByMapping(const emrtd::DataGroup14* keys);
    Result<void> proveByAgreement(const emrtd::DataGroup14& keys);
    Result<Proof> agree(const emrtd::ChipAuthenticationOffer& offer);
    Result<void> proveBySignature(const Bytes& challenge);
    Result<bool> takeKeyFile(int number);
    Result<emrtd::ChipReason> reasonWithoutProof();
    Result<void> conclude();
    bool settled() const { return approach_.document().verdicts().refused(); }

    CardApproach& approach_;
    std::function<void()> verify_;
    emrtd::NextStep next_;
    std::optional<emrtd::HashAlgorithm> signatureHash_;
    bool keyAtHand_ = false;
    bool mapped_ = false;
    Proof agreement_ = Proof::None;
    Proof signature_ = Proof::None;
    std::optional<emrtd::ActiveAuthenticationExchange> exchange_;
};

}  // namespace cccd_bridge::host
