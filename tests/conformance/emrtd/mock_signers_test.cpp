// Security objects made by OpenSSL with every signer that the data sets have.
#include "emrtd/passive_authentication.hpp"
#include "shared_data.hpp"
#include "support/issuer.hpp"

#include <doctest/doctest.h>
#include <openssl/pem.h>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using namespace std::chrono;

namespace {

constexpr sys_seconds today{sys_days{year{2026} / 11 / 20}};

struct FileCloser {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, FileCloser>;

test::Identity readIdentity(const std::filesystem::path& certificate) {
    std::string keyName = certificate.string();
    keyName.replace(keyName.size() - 4, 4, ".key.pem");
    const File keyFile(std::fopen(keyName.c_str(), "r"));
    const File certificateFile(std::fopen(certificate.string().c_str(), "r"));
    REQUIRE(keyFile);
    REQUIRE(certificateFile);
    return {{PEM_read_PrivateKey(keyFile.get(), nullptr, nullptr, nullptr), EVP_PKEY_free},
            {PEM_read_X509(certificateFile.get(), nullptr, nullptr, nullptr), X509_free}};
}

}  // namespace

TEST_CASE("every mock signer's signature holds, and breaks with one bit") {
    const auto path = test::sharedData("lds-files/mock-dsc");
    if (!path) return;
    const Bytes dg1 = test::makeDataGroup1("UTO");
    const std::vector<DataGroupFile> files{{1, dg1}};
    int signers = 0;
    for (const auto& entry : std::filesystem::directory_iterator(*path)) {
        const std::string name = entry.path().filename().string();
        if (name.ends_with(".key.pem") || !name.ends_with(".pem")) continue;
        CAPTURE(name);
        const test::Identity signer = readIdentity(entry.path());
        REQUIRE(signer.key);
        REQUIRE(signer.certificate);
        const std::string digest = "SHA" + name.substr(12, name.find('_', 12) - 12);
        test::SecurityObjectPlan plan{.files = {{1, dg1}}, .hash = digest, .digest = digest};
        plan.probabilistic = name.contains("rsapss");
        Bytes object = test::makeSecurityObject(plan, signer);
        const auto result = authenticatePassively({object, files, {}, today});
        CHECK(result.data.reason == DataReason::IssuerNotInstalled);
        const bool weak = digest == "SHA1";
        CHECK(result.data.warnings == (weak ? std::vector{TrustWarning::WeakDigest} : std::vector<TrustWarning>{}));
        object.back() ^= 1;
        CHECK(authenticatePassively({object, files, {}, today}).data.rule == VerdictRule::SignatureValue);
        ++signers;
    }
    CHECK(signers == 21);
}
