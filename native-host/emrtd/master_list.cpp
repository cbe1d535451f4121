#include "emrtd/master_list.hpp"

#include "emrtd/asn1_tags.hpp"
#include "emrtd/certificate_path.hpp"
#include "emrtd/tlv.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace cccd_bridge::emrtd {

namespace {

constexpr std::size_t maxLength = std::size_t{8} * 1024 * 1024;
constexpr std::size_t maxListedCertificates = 4096;
constexpr std::size_t maxEnvelopeCertificates = 64;
constexpr std::size_t maxCandidates = 64;

// id-icao-cscaMasterList, 2.23.136.1.1.2.
constexpr std::array<Byte, 6> oidMasterList{0x67, 0x81, 0x08, 0x01, 0x01, 0x02};

// CscaMasterList ::= SEQUENCE { version, certList SET OF Certificate } (9303-12 §8.2).
Result<std::vector<Bytes>> parseContent(ByteView content) {
    TRY(TlvReader list, enterWhole(content, tagSequence));
    TRY_VOID(list.expect(tagInteger));
    TRY(TlvReader set, list.enter(tagSet));
    TRY_VOID(list.expectEnd());
    std::vector<Bytes> certificates;
    while (!set.atEnd()) {
        if (certificates.size() == maxListedCertificates) return malformed("too many certificates in a list");
        TRY(const Tlv certificate, set.next());
        certificates.emplace_back(certificate.encoded.begin(), certificate.encoded.end());
    }
    return certificates;
}

// Authorities that the list brings along and that can matter for its signer: those named like its issuer, and their
// own issuers for links.
std::vector<Certificate> authoritiesFor(const Certificate& signer, const MasterList& list) {
    std::vector<Certificate> all;
    for (const auto* source : {&list.envelope.certificates, &list.certificates})
        for (const Bytes& der : *source)
            if (auto certificate = Certificate::parse(der); certificate && certificate->isCertificationAuthority())
                all.push_back(*std::move(certificate));
    std::vector<Certificate> candidates;
    const auto isWanted = [&](const Certificate& certificate) {
        return certificate.isNamedIssuerOf(signer) || std::ranges::any_of(candidates, [&](const Certificate& known) {
                   return certificate.isNamedIssuerOf(known);
               });
    };
    for (const Certificate& certificate : all)
        if (candidates.size() < maxCandidates && isWanted(certificate)) candidates.push_back(certificate);
    return candidates;
}

}  // namespace

Result<MasterList> parseMasterList(ByteView file) {
    if (file.size() > maxLength) return malformed("list larger than allowed");
    MasterList list;
    TRY(list.envelope, parseSignedData(file, maxEnvelopeCertificates));
    if (!std::ranges::equal(list.envelope.contentType, oidMasterList)) return malformed("signed content is no list");
    TRY(list.certificates, parseContent(list.envelope.content));
    return list;
}

Result<MasterListRoot> verifyMasterList(const MasterList& list, std::span<const TrustAnchor> anchors,
                                        std::string_view accepted) {
    const auto check = findSigner(list.envelope, {});
    if (!check) return fail(ErrorCode::TrustListSignatureInvalid, "the signer's certificate is not in the list");
    const Certificate* signer = &check->certificate;
    if (!signer->maySignMasterLists() || signer->hasUnknownDemands())
        return fail(ErrorCode::TrustListSignatureInvalid, "signer is not for lists");
    if (check->problem) return fail(ErrorCode::TrustListSignatureInvalid, std::string(wireName(*check->problem)));
    const auto signedAt = check->info->signingTime;
    if (signedAt && (*signedAt < signer->notBefore() || *signedAt > signer->notAfter()))
        return fail(ErrorCode::TrustListSignatureInvalid, "signer was not valid when it signed");
    const std::vector<Certificate> authorities = authoritiesFor(*signer, list);
    const CertificatePath installed = findPath(*signer, authorities, anchors);
    if (installed.anchor != nullptr) return MasterListRoot{installed.anchor->certificate, true};
    std::vector<TrustAnchor> offered;
    offered.reserve(authorities.size());
    for (const Certificate& authority : authorities) offered.push_back(makeAnchor(authority));
    for (const TrustAnchor& authority : offered)
        if (authority.fingerprint == accepted && findPath(*signer, authorities, {&authority, 1}).anchor != nullptr)
            return MasterListRoot{authority.certificate, false};
    // A publisher states the fingerprint of its root, not of the link to it, which has the same key.
    std::ranges::partition(offered, [](const TrustAnchor& authority) { return authority.certificate.isRoot(); });
    const CertificatePath path = findPath(*signer, {}, offered);
    if (path.anchor == nullptr) return fail(ErrorCode::TrustRootUnknown);
    return MasterListRoot{path.anchor->certificate, false};
}

}  // namespace cccd_bridge::emrtd
