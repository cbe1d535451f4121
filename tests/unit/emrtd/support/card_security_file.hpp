// EF.CardSecurity without certificates and with a signer that signed nothing: what the parser of its content looks at.
#pragma once

#include "emrtd/tlv.hpp"
#include "support/scripted_transport.hpp"

namespace cccd_bridge::emrtd::test {

inline Bytes joined(std::initializer_list<Bytes> parts) {
    Bytes all;
    for (const Bytes& part : parts) all.insert(all.end(), part.begin(), part.end());
    return all;
}

/// A SignedData over these SecurityInfos (the whole SET); the content type may be another one.
inline Bytes cardSecurityFile(const Bytes& securityInfos, const Bytes& contentType = hex("060804007F0007030201")) {
    const Bytes content = makeTlv(0xA0, makeTlv(0x04, securityInfos));
    // SignerInfo by key identifier, SHA-256 and ECDSA, without attributes (RFC 5652 §5.3).
    const Bytes signer = hex("3022020103800101300B0609608648016503040201300A06082A8648CE3D040302040100");
    const Bytes signedData = makeTlv(
        0x30,
        joined({hex("020103"), hex("3100"), makeTlv(0x30, joined({contentType, content})), makeTlv(0x31, signer)}));
    return makeTlv(0x30, joined({hex("06092A864886F70D010702"), makeTlv(0xA0, signedData)}));
}

}  // namespace cccd_bridge::emrtd::test
