// Names of issuers and signers for comparison, however they are written (RFC 5280 §7.1).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <string>
#include <utility>
#include <vector>

namespace cccd_bridge::emrtd {

/// The attributes of a name, folded: case, string types, runs of spaces and the order of the parts do not count, since
/// issuers write the same name in several ways. Equality only says who is meant; what vouches is always a signature.
class DistinguishedName {
  public:
    /// A name without attributes.
    DistinguishedName() = default;

    /// From a DER Name of at most 64 attributes. Errors: CardFileMalformed.
    static Result<DistinguishedName> parse(ByteView der);

    bool empty() const { return attributes_.empty(); }

    /// Same attributes; a name without any is like no other.
    bool matches(const DistinguishedName& other) const { return !empty() && attributes_ == other.attributes_; }

  private:
    std::vector<std::pair<Bytes, std::string>> attributes_;
};

}  // namespace cccd_bridge::emrtd
