#include "emrtd/object_identifier.hpp"

#include "base/hex.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace cccd_bridge;
using emrtd::dottedObjectIdentifier;

namespace {

std::string dotted(std::string_view hex) { return dottedObjectIdentifier(*fromHex(hex)); }

}  // namespace

TEST_CASE("object identifiers in dotted form") {
    CHECK(dotted("04007F00070202040202") == "0.4.0.127.0.7.2.2.4.2.2");
    CHECK(dotted("2A864886F70D010105") == "1.2.840.113549.1.1.5");
    CHECK(dotted("678108010101") == "2.23.136.1.1.1");
    CHECK(dotted("28D316010008") == "1.0.10646.1.0.8");
    CHECK(dotted("00") == "0.0");
    CHECK(dotted("883703") == "2.999.3");
}

TEST_CASE("what is no object identifier gives nothing") {
    CHECK(dotted("").empty());
    CHECK(dotted("2A86").empty());
    CHECK(dotted("2A8001").empty());
    CHECK(dotted("8001").empty());
    CHECK(dotted("2AFFFFFFFFFFFFFFFFFFFF7F").empty());
    CHECK(dottedObjectIdentifier(Bytes(65, 0x2A)).empty());
    CHECK_FALSE(dottedObjectIdentifier(Bytes(64, 0x2A)).empty());
}
