// What kind of key a SubjectPublicKeyInfo holds, for people who look into it (RFC 5280 §4.1.2.7; ICAO 9303-11 §9.5).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace cccd_bridge::emrtd {

enum class KeyKind { Rsa, EllipticCurve, DiffieHellman };

/// How a key or an offer says which domain parameters it is over.
enum class ParametersForm {
    Named,     ///< by the object identifier of a curve
    Explicit,  ///< spelled out
    Numbered,  ///< by the number of ICAO 9303-11 §9.5.1
};

struct KeyDescription {
    KeyKind kind = KeyKind::Rsa;
    std::size_t bits = 0;      ///< of the modulus or of the field; 0 where the parameters do not say
    std::string parameters{};  ///< the usual name of standardised domain parameters ("brainpoolP256r1"), the dotted
                               ///< identifier of another named curve; empty for others and for RSA
    std::optional<ParametersForm> form{};  ///< absent for RSA, and where there are no parameters
};

/// Describes a DER SubjectPublicKeyInfo; nothing of the key is checked. Errors: CardFileMalformed;
/// CardProtocolUnsupported for another kind of key.
Result<KeyDescription> describeKey(ByteView subjectPublicKeyInfo);

/// The usual name of domain parameters 0 to 2 and 8 to 18 (ICAO 9303-11 §9.5.1); empty for other numbers.
std::string_view domainParametersName(int parameterId);

}  // namespace cccd_bridge::emrtd
