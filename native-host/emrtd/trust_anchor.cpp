#include "emrtd/trust_anchor.hpp"

#include "emrtd/crypto/pem.hpp"

#include <algorithm>
#include <utility>

namespace cccd_bridge::emrtd {

namespace {

constexpr std::size_t maxFileLength = std::size_t{8} * 1024 * 1024;
constexpr std::size_t maxCertificates = 1024;

void addCertificate(TrustAnchorFile& file, ByteView der) {
    using Reason = SkippedCertificate::Reason;
    auto certificate = Certificate::parse(der);
    if (!certificate) return file.skipped.push_back({{}, Reason::Malformed});
    std::string subject = certificate->subject();
    if (!certificate->isCertificationAuthority())
        return file.skipped.push_back({std::move(subject), Reason::NotAnIssuer});
    auto key = certificate->publicKey();
    if (!key) return file.skipped.push_back({std::move(subject), Reason::KeyUnsupported});
    std::string fingerprint = certificate->fingerprint();
    if (std::ranges::find(file.anchors, fingerprint, &TrustAnchor::fingerprint) != file.anchors.end())
        return file.skipped.push_back({std::move(subject), Reason::Duplicate});
    file.anchors.push_back({*certificate, *std::move(key), std::move(subject), certificate->subjectCountry(),
                            std::move(fingerprint), certificate->notBefore(), certificate->notAfter()});
}

}  // namespace

std::string_view wireName(SkippedCertificate::Reason reason) {
    switch (reason) {
        case SkippedCertificate::Reason::Malformed:
            return "malformed";
        case SkippedCertificate::Reason::NotAnIssuer:
            return "notAnIssuer";
        case SkippedCertificate::Reason::KeyUnsupported:
            return "keyUnsupported";
        case SkippedCertificate::Reason::Duplicate:
            return "duplicate";
    }
    return "malformed";
}

Result<TrustAnchorFile> parseTrustAnchors(ByteView file) {
    if (file.empty()) return fail(ErrorCode::TrustFormatUnsupported, "file is empty");
    if (file.size() > maxFileLength) return fail(ErrorCode::TrustFormatUnsupported, "file larger than allowed");
    TrustAnchorFile anchors;
    if (Certificate::parse(file)) {
        addCertificate(anchors, file);
        return anchors;
    }
    TRY(const std::vector<Bytes> certificates, certificatesOfPem(file, maxCertificates));
    if (certificates.empty()) return fail(ErrorCode::TrustFormatUnsupported, "file holds no certificate");
    for (const Bytes& certificate : certificates) addCertificate(anchors, certificate);
    return anchors;
}

}  // namespace cccd_bridge::emrtd
