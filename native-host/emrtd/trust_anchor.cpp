#include "emrtd/trust_anchor.hpp"

#include "emrtd/certificate_bundle.hpp"
#include "emrtd/crypto/pem.hpp"

#include <algorithm>
#include <utility>

namespace cccd_bridge::emrtd {

namespace {

constexpr std::size_t maxFileLength = std::size_t{16} * 1024 * 1024;
constexpr std::size_t maxObjects = 4096;

using Reason = SkippedEntry::Reason;

bool holds(const std::vector<TrustAnchor>& anchors, const Bytes& der) {
    return std::ranges::any_of(anchors, [&](const TrustAnchor& anchor) { return anchor.certificate.der() == der; });
}

template <class Object>
bool holds(const std::vector<Object>& objects, const Bytes& der) {
    return std::ranges::any_of(objects, [&](const Object& object) { return object.der() == der; });
}

void addBundle(TrustFile& out, const CertificateBundle& bundle) {
    for (const Bytes& certificate : bundle.certificates) out.addCertificate(certificate);
    for (const Bytes& list : bundle.revocationLists) out.addRevocationList(list);
}

void add(TrustFile& out, const PemObject& object) {
    switch (object.kind) {
        case PemObject::Kind::Certificate:
            return out.addCertificate(object.der);
        case PemObject::Kind::RevocationList:
            return out.addRevocationList(object.der);
        case PemObject::Kind::Bundle:
            if (const auto bundle = parseCertificateBundle(object.der)) return addBundle(out, *bundle);
            break;
        case PemObject::Kind::Broken:
            break;
    }
    out.skipped.push_back({{}, Reason::Malformed});
}

// A revocation list, even one that says something else than is understood here.
bool isRevocationList(ByteView file) {
    const auto list = RevocationList::parse(file);
    return list || list.error().code == ErrorCode::CardProtocolUnsupported;
}

}  // namespace

TrustAnchor makeAnchor(Certificate certificate) {
    TrustAnchor anchor{.certificate = std::move(certificate)};
    anchor.subject = anchor.certificate.subject();
    anchor.country = anchor.certificate.subjectCountry();
    anchor.fingerprint = anchor.certificate.fingerprint();
    anchor.notBefore = anchor.certificate.notBefore();
    anchor.notAfter = anchor.certificate.notAfter();
    return anchor;
}

void TrustFile::addCertificate(ByteView der) {
    auto certificate = Certificate::parse(der);
    if (!certificate) return skipped.push_back({{}, Reason::Malformed});
    if (holds(anchors, certificate->der()) || holds(signers, certificate->der()))
        return skipped.push_back({certificate->subject(), Reason::Duplicate});
    if (certificate->isCertificationAuthority()) return anchors.push_back(makeAnchor(*std::move(certificate)));
    if (certificate->maySign()) return signers.push_back(*std::move(certificate));
    skipped.push_back(
        {certificate->subject(), certificate->contradictsItself() ? Reason::NotAnAuthority : Reason::NotForDocuments});
}

void TrustFile::addRevocationList(ByteView der) {
    auto list = RevocationList::parse(der);
    if (!list)
        return skipped.push_back({{},
                                  list.error().code == ErrorCode::CardProtocolUnsupported ? Reason::AlgorithmUnsupported
                                                                                          : Reason::Malformed});
    if (holds(revocationLists, list->der())) return skipped.push_back({list->issuer(), Reason::Duplicate});
    revocationLists.push_back(*std::move(list));
}

Result<TrustFile> parseTrustAnchors(ByteView file) {
    if (file.empty()) return fail(ErrorCode::TrustFormatUnsupported, "file is empty");
    if (file.size() > maxFileLength) return fail(ErrorCode::TrustFormatUnsupported, "file larger than allowed");
    TrustFile out;
    if (Certificate::parse(file)) {
        out.addCertificate(file);
        return out;
    }
    if (isRevocationList(file)) {
        out.addRevocationList(file);
        return out;
    }
    if (const auto bundle = parseCertificateBundle(file)) {
        addBundle(out, *bundle);
        return out;
    }
    TRY(const std::vector<PemObject> objects, objectsOfPem(file, maxObjects));
    if (std::ranges::all_of(objects, [](const PemObject& object) { return object.kind == PemObject::Kind::Broken; }))
        return fail(ErrorCode::TrustFormatUnsupported, "file holds no certificate");
    for (const PemObject& object : objects) add(out, object);
    return out;
}

}  // namespace cccd_bridge::emrtd
