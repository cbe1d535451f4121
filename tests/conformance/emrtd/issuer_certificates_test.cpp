#include "emrtd/trust_anchor.hpp"
#include "shared_data.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;

TEST_CASE("the Vietnamese passport issuer, whose curve parameters are explicit") {
    const auto path = test::sharedData("csca-masterlists/VN_CSCA_ePassport_2022-2037.der");
    if (!path) return;
    const auto file = parseTrustAnchors(test::fileBytes(*path));
    REQUIRE(file);
    REQUIRE(file->anchors.size() == 1);
    const TrustAnchor& anchor = file->anchors[0];
    CHECK(anchor.country == "VN");
    CHECK(anchor.fingerprint == "6b5fa6fe45cc4e855a73760413e08b7a9ac50a27722c702f3909a90facc991bd");
    CHECK(anchor.subject == "CN=CSCA ePassport Vietnam,O=Vietnam Government Information Security Commission,C=VN");
    CHECK(anchor.certificate.isSignedBy(anchor.certificate.publicKey().value()) == true);
}

TEST_CASE("mock signers of every algorithm are read, and their keys are supported") {
    const auto path = test::sharedData("lds-files/mock-dsc");
    if (!path) return;
    int signers = 0;
    for (const auto& entry : std::filesystem::directory_iterator(*path)) {
        const std::string name = entry.path().filename().string();
        if (name.ends_with(".key.pem") || !name.ends_with(".pem")) continue;
        CAPTURE(name);
        const auto file = parseTrustAnchors(test::fileBytes(entry.path()));
        REQUIRE(file);
        REQUIRE(file->signers.size() == 1);
        CHECK(file->signers[0].publicKey());
        ++signers;
    }
    CHECK(signers >= 20);
}
