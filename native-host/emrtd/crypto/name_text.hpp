// Names of certificates for people (RFC 4514).
#pragma once

#include "base/bytes.hpp"

#include <string>

namespace cccd_bridge::emrtd {

/// A DER Name as RFC 4514 text in UTF-8; empty when it is none.
std::string nameText(ByteView der);

/// The first countryName in upper case, two or three letters; empty when there is none.
std::string countryOfName(ByteView der);

}  // namespace cccd_bridge::emrtd
