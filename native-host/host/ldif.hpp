// Directory entries in text (RFC 2849), as the ICAO PKD gives certificates, revocation lists and master lists away.
#pragma once

#include "base/bytes.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace cccd_bridge::host {

/// One value that was asked for.
struct LdifValue {
    enum class Kind { Certificate, RevocationList, MasterList };

    Kind kind = Kind::Certificate;
    Bytes content{};  ///< empty when the value is no base64 or larger than allowed
};

/// Takes the text piece by piece, so that a file of any size needs little memory: what was not asked for is dropped as
/// it comes. References to other files are not followed, values that a change record deletes are no values.
class LdifReader {
  public:
    using Sink = std::function<void(LdifValue)>;

    /// Longest value in base64, bytes.
    static constexpr std::size_t maximumValue = std::size_t{11} * 1024 * 1024;

    explicit LdifReader(Sink sink) : sink_(std::move(sink)) {}

    void feed(std::string_view text);
    /// Gives the last value.
    void finish();

    /// Whether a line of an entry was seen: `dn: …` or `version: 1`.
    bool isLdif() const { return isLdif_; }

  private:
    void endLine();
    void noteStructure();
    void flush();
    Sink sink_;
    std::string line_;
    std::string logical_;
    bool lineTooLong_ = false;
    bool logicalTooLong_ = false;
    bool isLdif_ = false;
    bool removes_ = false;
};

}  // namespace cccd_bridge::host
