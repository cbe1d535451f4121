// Ed25519 against the worked examples of RFC 8032 §7.1.
#include "emrtd/crypto/ed25519.hpp"

#include "base/hex.hpp"

#include <doctest/doctest.h>

#include <string_view>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;

namespace {

struct Example {
    std::string_view key;
    std::string_view message;
    std::string_view signature;
};

constexpr Example examples[] = {
    {"d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe246"
     "55141438e7a100b"},
    {"3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb"
     "00d291612bb0c00"},
    {"fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc"
     "027beceea1ec40a"},
};

Bytes hex(std::string_view text) { return fromHex(text).value(); }

}  // namespace

TEST_CASE("the examples of RFC 8032 are right, and wrong with any one bit changed") {
    for (const Example& example : examples) {
        const Bytes key = hex(example.key);
        const Bytes message = hex(example.message);
        const Bytes signature = hex(example.signature);
        CHECK(verifyEd25519(key, message, signature).value());
        for (std::size_t bit = 0; bit < signature.size() * 8; ++bit) {
            Bytes changed = signature;
            changed[bit / 8] = static_cast<Byte>(changed[bit / 8] ^ 1U << bit % 8);
            CHECK_FALSE(verifyEd25519(key, message, changed).value());
        }
        Bytes longer = message;
        longer.push_back(0);
        CHECK_FALSE(verifyEd25519(key, longer, signature).value());
    }
}

TEST_CASE("lengths that do not fit are no signature, or an error for a key") {
    const Bytes key = hex(examples[0].key);
    CHECK_FALSE(verifyEd25519(key, {}, {}).value());
    CHECK_FALSE(verifyEd25519(key, {}, Bytes(63)).value());
    CHECK(verifyEd25519(Bytes(31), {}, Bytes(64)).error().code == ErrorCode::ProtocolInvalidParams);
}
