#include "emrtd/trust_anchor.hpp"

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
    if (RevocationList::parse(file)) {
        out.addRevocationList(file);
        return out;
    }
    TRY(const std::vector<PemObject> objects, objectsOfPem(file, maxObjects));
    if (objects.empty()) return fail(ErrorCode::TrustFormatUnsupported, "file holds no certificate");
    for (const PemObject& object : objects) {
        if (object.kind == PemObject::Kind::Certificate)
            out.addCertificate(object.der);
        else
            out.addRevocationList(object.der);
    }
    return out;
}

}  // namespace cccd_bridge::emrtd
