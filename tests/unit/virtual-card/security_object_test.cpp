// The security object, checked by OpenSSL's own CMS code.
#include "terminal.hpp"

#include "virtual-card/der.hpp"
#include "virtual-card/openssl_error.hpp"
#include "virtual-card/personalize.hpp"

#include <doctest/doctest.h>
#include <openssl/cms.h>
#include <openssl/pem.h>

using namespace virtual_card_test;

namespace {

using Message = Owned<CMS_ContentInfo, CMS_ContentInfo_free>;
using Stream = Owned<BIO, BIO_free>;
using Store = Owned<X509_STORE, X509_STORE_free>;
using Certificate = Owned<X509, X509_free>;

Certificate certificate(const std::string& name) {
    const std::string path = std::string(CCCD_SOURCE_DIR) + "/tests/virtual-card/pki/" + name + ".cert.pem";
    const Stream stream(BIO_new_file(path.c_str(), "r"));
    REQUIRE(stream);
    return Certificate(PEM_read_bio_X509(stream.get(), nullptr, nullptr, nullptr));
}

Message messageOf(ByteView sod) {
    const auto outer = der::read(sod);
    REQUIRE(outer);
    REQUIRE(outer->tag == 0x77);
    const Byte* at = outer->value.data();
    return Message(d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(outer->value.size())));
}

/// Does the signature hold, with the chain to that issuer?
bool verifies(const ChipImage& image, const std::string& issuer, const std::string& extraSigner = {},
              unsigned flags = 0) {
    const Message message = messageOf(image.applicationFiles.at(fid::sod).content);
    if (!message) return false;
    const Store store(X509_STORE_new());
    X509_STORE_add_cert(store.get(), certificate(issuer).get());
    X509_STORE_set_purpose(store.get(), X509_PURPOSE_ANY);
    STACK_OF(X509)* signers = sk_X509_new_null();
    const Certificate extra = extraSigner.empty() ? nullptr : certificate(extraSigner);
    if (extra) sk_X509_push(signers, extra.get());
    const Stream content(BIO_new(BIO_s_mem()));
    const int result = CMS_verify(message.get(), signers, store.get(), nullptr, content.get(), CMS_BINARY | flags);
    sk_X509_free(signers);
    return result == 1;
}

std::shared_ptr<const ChipImage> imageOf(const std::string& name) { return personalize(loadCardFile(cardPath(name))); }

}  // namespace

TEST_CASE("OpenSSL verifies the security object of every algorithm to its issuer") {
    for (const char* name :
         {"nguyen-thi-mau", "le-hoang-dai", "rsa-pss-signer", "rsa-pkcs1-signer", "revoked-signer"}) {
        CAPTURE(name);
        CHECK(verifies(*imageOf(name), "csca-vn"));
        CHECK_FALSE(verifies(*imageOf(name), "csca-unrelated"));
    }
    CHECK(verifies(*imageOf("unrelated-issuer"), "csca-unrelated"));
    CHECK(verifies(*imageOf("other-country"), "csca-utopia"));
    CHECK_FALSE(verifies(*imageOf("expired-signer"), "csca-vn"));
    CHECK_FALSE(verifies(*imageOf("tampered-signature"), "csca-vn"));
}

TEST_CASE("OpenSSL also verifies the unusual ways to write a security object") {
    for (const char* name : {"sod-indefinite", "sod-key-id", "sod-issuer-string-types", "sod-signer-string-types",
                             "sod-plain-algorithm", "sod-rsa-plain-algorithm", "sod-lds18", "sod-sha1"}) {
        CAPTURE(name);
        CHECK(verifies(*imageOf(name), "csca-vn"));
    }
    CHECK(verifies(*imageOf("next-issuer-key"), "csca-vn-next"));
    CHECK(verifies(*imageOf("next-issuer-key-link-embedded"), "csca-vn"));
    CHECK_FALSE(verifies(*imageOf("next-issuer-key"), "csca-vn"));
}

TEST_CASE("what OpenSSL refuses for its own reasons is refused for no other") {
    // An issuer's name in another order is another name to OpenSSL; the signer is there all the same.
    CHECK_FALSE(verifies(*imageOf("sod-issuer-reversed"), "csca-vn"));
    // Its path building refuses explicit parameters; the signature itself holds.
    const auto image = imageOf("explicit-parameters");
    CHECK_FALSE(verifies(*image, "csca-vn-explicit"));
    CHECK(verifies(*image, "csca-vn-explicit", {}, CMS_NO_SIGNER_CERT_VERIFY));
}

TEST_CASE("open lengths are on every layer around the content") {
    const std::string object = toHex(imageOf("sod-indefinite")->applicationFiles.at(fid::sod).content);
    CHECK(object.substr(8, 40) == "308006092A864886F70D010702A0803080020103");
    CHECK(object.find("3080060667810801"
                      "0101A0802480") != std::string::npos);
}

TEST_CASE("a signer that is not embedded verifies when it is given") {
    const auto image = imageOf("signer-not-embedded");
    CHECK_FALSE(verifies(*image, "csca-vn"));
    CHECK(verifies(*image, "csca-vn", "ds-vn"));
}

TEST_CASE("the security object holds the hashes of the files, and tampering breaks exactly one") {
    const auto good = imageOf("nguyen-thi-mau");
    const std::string object = toHex(good->applicationFiles.at(fid::sod).content);
    for (int group : {1, 2, 3, 13, 14, 15}) {
        const Bytes hash = digest("SHA256", good->applicationFiles.at(fid::dataGroup(group)).content);
        CAPTURE(group);
        CHECK(object.find(toHex(der::sequence({der::integer(static_cast<unsigned>(group)), der::octetString(hash)}))) !=
              std::string::npos);
    }
    const auto changed = imageOf("tampered-dg13");
    const std::string other = toHex(changed->applicationFiles.at(fid::sod).content);
    CHECK(other.find(toHex(digest("SHA256", changed->applicationFiles.at(fid::dataGroup(13)).content))) ==
          std::string::npos);
    CHECK(other.find(toHex(digest("SHA256", changed->applicationFiles.at(fid::dataGroup(1)).content))) !=
          std::string::npos);
    CHECK(verifies(*changed, "csca-vn"));
}
