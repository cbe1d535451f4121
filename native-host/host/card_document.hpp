// What was read of a card and what can be said of it; no card, no wire.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "cccd/merge.hpp"
#include "emrtd/lds/dg1.hpp"
#include "emrtd/trust_anchor.hpp"
#include "host/wire_verdicts.hpp"

#include <chrono>
#include <optional>
#include <span>
#include <vector>

namespace cccd_bridge::host {

/// Something that did not stop the read; `dataGroup` is 0 when it is about none.
struct Problem {
    ErrorCode code;
    int dataGroup = 0;
};

class CardDocument {
  public:
    void setSecurityObject(SecretBytes file) { securityObject_ = std::move(file); }
    /// The card's security object could not even be read as a file.
    void setSecurityObjectMalformed() { securityObjectMalformed_ = true; }

    /// Takes EF.DG1. Errors: CardFileMalformed.
    Result<void> setDg1(SecretBytes file, const cccd::Date& today);
    /// Takes EF.DG13; adds a problem when it is not understood.
    void setDg13(SecretBytes file);
    void setDg2(SecretBytes file) { dg2_ = std::move(file); }
    void setQr(std::optional<cccd::QrPayload> qr) { qr_ = std::move(qr); }

    /// Whether the person of the QR code, if there is one, is certainly the holder of the chip.
    bool qrFitsHolder() const;

    /// Passive authentication of what was taken so far, and the comparison of DG13 with DG1. The chip's verdict stays.
    void verify(std::span<const emrtd::TrustAnchor> anchors, std::chrono::sys_seconds now);

    /// Whether the security object signs a data group; false when there is none that can be read.
    bool isSigned(int dataGroup) const;

    /// All sources in one, verified where the data verdict says so; empty when it says no.
    cccd::Citizen citizen(const cccd::FieldSet& sensitiveToKeep) const;

    const SecretBytes& dg2() const { return dg2_; }
    Verdicts& verdicts() { return verdicts_; }
    const Verdicts& verdicts() const { return verdicts_; }
    const std::vector<Problem>& problems() const { return problems_; }
    void addProblem(ErrorCode code, int dataGroup) { problems_.push_back({code, dataGroup}); }
    /// What one answer reported is not reported again by the next.
    void clearProblems() { problems_.clear(); }

  private:
    cccd::MergedCitizen merge() const;

    SecretBytes securityObject_;
    bool securityObjectMalformed_ = false;
    SecretBytes dg1_;
    SecretBytes dg2_;
    SecretBytes dg13_;
    std::optional<cccd::MrzCitizen> holder_;
    std::optional<cccd::Dg13> text_;
    std::optional<cccd::QrPayload> qr_;
    Verdicts verdicts_;
    std::vector<Problem> problems_;
};

}  // namespace cccd_bridge::host
