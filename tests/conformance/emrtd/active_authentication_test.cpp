#include "emrtd/active_authentication.hpp"
#include "shared_data.hpp"
#include "support/chip_signer.hpp"
#include "support/scripted_transport.hpp"
#include "vectors/active_authentication.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;

TEST_CASE("a published RSA signature of active authentication, with its key") {
    const auto key = PublicKey::parse(test::hex(vectors::active_authentication::keyInfo));
    REQUIRE(key);
    const Bytes signature = test::hex(vectors::active_authentication::signature);
    CHECK(verifyActiveAuthentication(*key, {}, {test::hex(vectors::active_authentication::challenge), signature}) ==
          true);
    CHECK(verifyActiveAuthentication(
              *key, {}, {test::hex(vectors::active_authentication::appendixChallenge), signature}) == false);
}

TEST_CASE("the representative of 9303-11 appendix F under a key of our own") {
    const test::ChipKey chip = test::makeRsaKey(1024);
    const auto key = PublicKey::parse(test::subjectPublicKeyInfo(chip));
    REQUIRE(key);
    const Bytes signature =
        test::signRepresentative(chip, test::hex(vectors::active_authentication::appendixRepresentative));
    CHECK(verifyActiveAuthentication(
              *key, {}, {test::hex(vectors::active_authentication::appendixChallenge), signature}) == true);
    CHECK(verifyActiveAuthentication(*key, {}, {test::hex(vectors::active_authentication::challenge), signature}) ==
          false);
}
