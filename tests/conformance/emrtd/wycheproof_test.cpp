#include "emrtd/crypto/cipher.hpp"
#include "emrtd/crypto/elliptic_curve.hpp"
#include "emrtd/crypto/signature.hpp"
#include "shared_data.hpp"
#include "support/fixed_random.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>
#include <boost/json.hpp>

#include <array>
#include <functional>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using test::hex;
namespace json = boost::json;

namespace {

std::string_view text(const json::object& object, const char* key) {
    const json::string& value = object.at(key).as_string();
    return {value.data(), value.size()};
}

using GroupCheck = std::function<std::optional<bool>(const json::object& group, const json::object& test)>;

// Runs a file; `check` says whether the library takes a case, or nothing when the case is not for it.
void run(const std::string& name, const GroupCheck& check) {
    const auto path = test::sharedData("wycheproof/" + name);
    if (!path) return;
    const Bytes file = test::fileBytes(*path);
    const json::value document = json::parse({reinterpret_cast<const char*>(file.data()), file.size()});
    int cases = 0;
    for (const json::value& group : document.as_object().at("testGroups").as_array())
        for (const json::value& test : group.as_object().at("tests").as_array()) {
            const auto taken = check(group.as_object(), test.as_object());
            if (!taken) continue;
            CAPTURE(name);
            CAPTURE(test.as_object().at("tcId").as_int64());
            const std::string_view expected = text(test.as_object(), "result");
            if (expected != "acceptable") CHECK(*taken == (expected == "valid"));
            ++cases;
        }
    CHECK(cases > 50);
}

GroupCheck signatures(const SignatureScheme& scheme) {
    return [scheme](const json::object& group, const json::object& test) -> std::optional<bool> {
        const auto key = PublicKey::parse(hex(text(group, "publicKeyDer")));
        REQUIRE(key);
        return key->verify(scheme, hex(text(test, "msg")), hex(text(test, "sig"))).value();
    };
}

}  // namespace

TEST_CASE("ECDSA") {
    const SignatureScheme der{SignatureKind::Ecdsa, HashAlgorithm::Sha256};
    run("ecdsa_secp256r1_sha256_test.json", signatures(der));
    run("ecdsa_brainpoolP256r1_sha256_test.json", signatures(der));
}

TEST_CASE("ECDSA with plain signatures") {
    const SignatureScheme plain{SignatureKind::EcdsaPlain, HashAlgorithm::Sha256};
    run("ecdsa_brainpoolP256r1_sha256_p1363_test.json", signatures(plain));
}

TEST_CASE("RSA PKCS#1") {
    run("rsa_signature_2048_sha256_test.json", signatures({SignatureKind::RsaPkcs1, HashAlgorithm::Sha256}));
}

TEST_CASE("RSA-PSS") {
    const SignatureScheme scheme{SignatureKind::RsaPss, HashAlgorithm::Sha256, HashAlgorithm::Sha256, 32};
    run("rsa_pss_2048_sha256_mgf1_32_test.json", signatures(scheme));
    run("rsa_pss_2048_sha256_mgf1_32_params_test.json", signatures(scheme));
}

TEST_CASE("ECDH") {
    struct File {
        const char* name;
        int parameterId;
        std::string_view wrapping;  // SubjectPublicKeyInfo up to the point
    };
    constexpr std::array<File, 2> files{
        {{"ecdh_secp256r1_test.json", 12, "3059301306072a8648ce3d020106082a8648ce3d030107034200"},
         {"ecdh_brainpoolP256r1_test.json", 13, "305a301406072a8648ce3d020106092b2403030208010107034200"}}};
    for (const auto& [name, id, wrapping] : files) {
        const auto curve = EllipticCurve::standardised(id).value();
        run(name, [&](const json::object&, const json::object& test) -> std::optional<bool> {
            // The library takes bare points of a known curve; what tests the wrapping is not for it.
            const std::string_view wrapped = text(test, "public");
            if (!wrapped.starts_with(wrapping)) return std::nullopt;
            Bytes secret = hex(text(test, "private"));
            if (text(test, "result") == "acceptable") return std::nullopt;
            while (secret.size() > 32 && secret.front() == 0) secret.erase(secret.begin());
            secret.insert(secret.begin(), 32 - secret.size(), 0);
            test::FixedRandom random(toHex(secret));
            const auto point = curve.decodePoint(hex(wrapped.substr(wrapping.size())));
            const auto scalar = curve.randomScalar(random);
            if (!point || !scalar) return false;
            const auto shared = curve.multiply(*scalar, *point);
            return shared && equalConstantTime(curve.xCoordinate(*shared).value(), hex(text(test, "shared")));
        });
    }
}

TEST_CASE("AES-CMAC") {
    run("aes_cmac_test.json", [](const json::object& group, const json::object& test) -> std::optional<bool> {
        if (group.at("tagSize").as_int64() != 128) return std::nullopt;
        const auto tag = aesCmac(hex(text(test, "key")), hex(text(test, "msg")));
        return tag && equalConstantTime(*tag, hex(text(test, "tag")));
    });
}
