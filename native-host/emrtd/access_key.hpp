// What a person knows about the card that opens its chip: the CAN or three fields of the MRZ.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <string_view>

namespace cccd_bridge::emrtd {

/// MRZ check digit '0'..'9', weights 7-3-1; characters outside A-Z 0-9 < give '\0' (ICAO 9303-3 §4.9).
char mrzCheckDigit(std::string_view text);

/// A password for PACE or the key of BAC. Wiped when destroyed.
class AccessKey {
  public:
    enum class Kind { Can, Mrz };

    /// Card access number: exactly six digits. Errors: ProtocolInvalidParams.
    static Result<AccessKey> fromCan(std::string_view can);

    /// Document number as in the MRZ (fillers at the end may be left out), dates as YYMMDD (birth may hold '<').
    /// Errors: ProtocolInvalidParams when a character or a length does not fit an MRZ (ICAO 9303-3 §4).
    static Result<AccessKey> fromMrz(std::string_view documentNumber, std::string_view dateOfBirth,
                                     std::string_view dateOfExpiry);

    Kind kind() const { return kind_; }

    /// The password π of PACE: the CAN's characters, or SHA-1 of the MRZ information (ICAO 9303-11 §4.4.4.1).
    Result<SecretBytes> password() const;

    /// K_seed of BAC, 16 bytes (ICAO 9303-11 §4.3.2). Errors: CardProtocolUnsupported for a CAN, which BAC cannot use.
    Result<SecretBytes> basicAccessSeed() const;

    /// Same kind and same secret, compared in constant time; lets a caller try each key once.
    friend bool operator==(const AccessKey& left, const AccessKey& right);

  private:
    AccessKey(Kind kind, SecretBytes text) : kind_(kind), text_(std::move(text)) {}

    Kind kind_;
    SecretBytes text_;  // CAN, or document number, birth and expiry, each with its check digit
};

}  // namespace cccd_bridge::emrtd
