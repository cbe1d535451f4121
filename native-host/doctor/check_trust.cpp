#include "doctor/checks.hpp"
#include "doctor/day_text.hpp"

#include <algorithm>
#include <map>

namespace cccd_bridge::doctor {

namespace {

/// Hundreds of certificates may be installed: of each kind of trouble the first is named, the others are counted.
class Counted {
  public:
    void add(FindingCode code, const std::string& subject, const std::string& found) {
        auto [entry, isNew] = seen_.try_emplace(code, Entry{subject, found});
        if (!isNew) ++entry->second.more;
    }

    void giveTo(Findings& findings) const {
        for (const auto& [code, entry] : seen_) {
            const std::string more = entry.more == 0 ? "" : " (+" + std::to_string(entry.more) + ")";
            findings.push_back({code, entry.subject, entry.found + more});
        }
    }

  private:
    struct Entry {
        std::string subject;
        std::string found;
        std::size_t more = 0;
    };
    std::map<FindingCode, Entry> seen_;
};

void judgeEnd(const CertificateFacts& certificate, std::chrono::sys_seconds now, Counted& counted) {
    if (!certificate.notAfter) return;
    const bool list = certificate.kind == CertificateKind::revocationList;
    const std::string day = dayText(*certificate.notAfter);
    if (now > *certificate.notAfter)
        counted.add(list ? FindingCode::TrustRevocationListOld : FindingCode::TrustExpired, certificate.subject, day);
    else if (!list && *certificate.notAfter - now < expiryNotice)
        counted.add(FindingCode::TrustExpiresSoon, certificate.subject, day);
}

// States renew their issuers and leave the old ones in force for old cards: only a state's last one matters.
std::map<std::string, const CertificateFacts*> lastIssuers(const std::vector<CertificateFacts>& certificates) {
    std::map<std::string, const CertificateFacts*> last;
    for (const CertificateFacts& certificate : certificates) {
        if (certificate.kind != CertificateKind::issuer) continue;
        const CertificateFacts*& known = last[certificate.country];
        if (known == nullptr || known->notAfter < certificate.notAfter) known = &certificate;
    }
    return last;
}

// Issuers of other states make no citizen's card authentic.
Finding judgeIssuers(const TrustFacts& trust) {
    const auto issuers = std::ranges::count(trust.certificates, CertificateKind::issuer, &CertificateFacts::kind);
    if (issuers == 0) return {FindingCode::TrustNone, {}, trust.directory};
    const bool vietnamese = std::ranges::any_of(trust.certificates, [](const CertificateFacts& certificate) {
        return certificate.kind == CertificateKind::issuer && certificate.country == "VN";
    });
    return {vietnamese ? FindingCode::TrustInstalled : FindingCode::TrustForeignOnly, {}, std::to_string(issuers)};
}

}  // namespace

void checkTrust(const TrustFacts& trust, const ClockFacts& clock, Findings& findings) {
    if (trust.writableByOthers) findings.push_back({FindingCode::TrustWritable, {}, trust.directory});
    if (trust.reading == Reading::unreadable)
        return findings.push_back({FindingCode::TrustUnreadable, {}, trust.directory});
    findings.push_back(judgeIssuers(trust));
    Counted counted;
    for (const std::string& file : trust.unusedFiles) counted.add(FindingCode::TrustFileUnused, {}, file);
    for (const CertificateFacts& certificate : trust.certificates) {
        if (clock.now < certificate.notBefore)
            counted.add(FindingCode::TrustNotYetValid, certificate.subject, dayText(certificate.notBefore));
        if (certificate.kind == CertificateKind::revocationList) judgeEnd(certificate, clock.now, counted);
    }
    for (const auto& [country, issuer] : lastIssuers(trust.certificates)) judgeEnd(*issuer, clock.now, counted);
    counted.giveTo(findings);
}

}  // namespace cccd_bridge::doctor
