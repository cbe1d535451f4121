// Active authentication against published numbers, and every kind of key checked by OpenSSL.
#include "terminal.hpp"

#include "virtual-card/bignum.hpp"
#include "virtual-card/der.hpp"

#include <doctest/doctest.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

using namespace virtual_card_test;

namespace {

using Key = Owned<EVP_PKEY, EVP_PKEY_free>;
using KeyContext = Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;

const Bytes challenge = fromHex("F173589974BF40C6");

Key publicKey(ByteView info) {
    const Byte* at = info.data();
    return Key(require(d2i_PUBKEY(nullptr, &at, static_cast<long>(info.size()))));
}

/// Value of the outer object of a data group.
Bytes contentOf(ByteView file) {
    const auto outer = der::read(file);
    REQUIRE(outer);
    return Bytes(outer->value.begin(), outer->value.end());
}

/// ISO 9796-2: s^e, or n - s^e when the signer took the smaller value; the one that ends in C.
Bytes recover(EVP_PKEY* key, ByteView signature) {
    BIGNUM* read = nullptr;
    require(EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_N, &read));
    const Number modulus(read);
    read = nullptr;
    require(EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_E, &read));
    const Number exponent(read);
    const NumberContext context(BN_CTX_new());
    const Number message = newNumber();
    require(BN_mod_exp(message.get(), numberFrom(signature).get(), exponent.get(), modulus.get(), context.get()));
    Bytes bytes = numberBytes(message.get(), signature.size());
    if ((bytes.back() & 0x0F) == 0x0C) return bytes;
    require(BN_sub(message.get(), modulus.get(), message.get()));
    return numberBytes(message.get(), signature.size());
}

/// Does the recovered message hold the hash over its first part and the challenge?
bool messageHolds(ByteView message, const std::string& hash, const std::string& trailer) {
    const std::size_t tail = trailer.size() / 2;
    const std::size_t size = digest(hash, {}).size();
    const ByteView recoverable = message.subspan(1, message.size() - 1 - size - tail);
    return message[0] == 0x6A && toHex(message.last(tail)) == trailer &&
           std::ranges::equal(digest(hash, concat(recoverable, challenge)), message.last(size + tail).first(size));
}

bool plainSignatureHolds(EVP_PKEY* key, const std::string& hash, ByteView signature) {
    const std::size_t half = signature.size() / 2;
    const Owned<ECDSA_SIG, ECDSA_SIG_free> pair(ECDSA_SIG_new());
    require(ECDSA_SIG_set0(pair.get(), numberFrom(signature.first(half)).release(),
                           numberFrom(signature.last(half)).release()));
    const Bytes encoded = encodeWith(i2d_ECDSA_SIG, pair.get());
    const Owned<EVP_MD_CTX, EVP_MD_CTX_free> context(EVP_MD_CTX_new());
    require(EVP_DigestVerifyInit_ex(context.get(), nullptr, hash.c_str(), nullptr, nullptr, key, nullptr) == 1);
    return EVP_DigestVerify(context.get(), encoded.data(), encoded.size(), challenge.data(), challenge.size()) == 1;
}

/// A session with the application selected, DG15 and the answer to INTERNAL AUTHENTICATE.
struct Answer {
    Key key;
    Response response;
};

Answer authenticate(Card& card, bool extended, std::size_t le) {
    Terminal terminal(card);
    REQUIRE(terminal.openWithCan("012345") == 0x9000);
    REQUIRE(terminal.selectApplication().status == 0x9000);
    Key key = publicKey(contentOf(terminal.readFile(0x010F)));
    return {std::move(key), terminal.send(0x88, 0, 0, challenge, le, extended)};
}

}  // namespace

TEST_CASE("the message representative of 9303-11 appendix F") {
    const Bytes recoverable = fromHex(
        "9D2784A67F8E7C659973EA1AEA25D95B6C8F91E5002F369F0FBDCE8A3CEC1991B543F1696546C5524CF23A5303CD6C98599F40B79F37"
        "7B5F3A1406B3B4D8F96784D23AA88DB7E1032A405E69325FA91A6E86F5C71AEA978264C4A207446DAD4E7292E2DCDA3024B47DA8");
    ActiveAuthenticationOptions options;
    options.hash = "SHA1";
    options.trailer = ActiveAuthenticationOptions::Trailer::Implicit;
    const Bytes message = recoverableMessage(128, challenge, options, [&](std::size_t count) {
        CHECK(count == recoverable.size());
        return recoverable;
    });
    CHECK(toHex(message) == "6A" + toHex(recoverable) + "C063AA1E6D22FBD976AB0FE73D94D2D9C6D88127BC");
}

TEST_CASE("this test recovers a published signature") {
    const Key key = publicKey(fromHex(
        "30819F300D06092A864886F70D010101050003818D0030818902818100CDCBDABBF93BE8E8294E32B055256BBD0397735189BF75816341"
        "BB0D488D05D627991221DF7D59835C76A4BB4808ADEEB779E7794504E956ADC2A661B46904CDC71337DD29DDDD454124EF79CFDD7BC2C2"
        "1952573CEFBA485CC38C6BD2428809B5A31A898A6B5648CAA4ED678D9743B589134B7187478996300EDBA16271A8610203010001"));
    const Bytes signature = fromHex(
        "482E20D1EDDED34359C38F5E7C01203F9D6B2641CDCA5C404D49ADAEDE034C7481D781D043722587761C90468DE69C6585A1E8B9C322F9"
        "0E1B580EEDAB3F6007D0C366CF92B4DB8B41C8314929DCE2BE889C0129123484D2FD3D12763D2EBFD12AC8E51D7061AFCA1A53DEDEC7B9"
        "A617472A78C952CCC72467AE008E5F132994");
    const Bytes message = recover(key.get(), signature);
    CHECK(toHex(ByteView(message).subspan(1, 8)) == "539BB29260E7BC22");
    CHECK(message.back() == 0xBC);
}

TEST_CASE("RSA of every length and trailer, with extended length and with 61xx") {
    struct Case {
        const char* card;
        const char* hash;
        const char* trailer;
        std::size_t size;
    };
    for (const Case& one :
         {Case{"nguyen-thi-mau", "SHA256", "34CC", 256}, Case{"aa-rsa1024-sha1", "SHA1", "BC", 128},
          Case{"aa-rsa4096-sha512", "SHA512", "35CC", 512}, Case{"aa-smaller-value", "SHA256", "34CC", 256}}) {
        CAPTURE(one.card);
        Card card = cardNamed(one.card);
        for (const bool extended : {true, false}) {
            const Answer answer = authenticate(card, extended, extended ? 65536 : 256);
            REQUIRE(answer.response.status == 0x9000);
            REQUIRE(answer.response.data.size() == one.size);
            CHECK(messageHolds(recover(answer.key.get(), answer.response.data), one.hash, one.trailer));
        }
    }
}

TEST_CASE("of the two ways to sign, the smaller value is at most half of the modulus") {
    Card card = cardNamed("aa-smaller-value");
    const Answer answer = authenticate(card, true, 65536);
    BIGNUM* read = nullptr;
    require(EVP_PKEY_get_bn_param(answer.key.get(), OSSL_PKEY_PARAM_RSA_N, &read));
    const Number modulus(read);
    const Number doubled = numberFrom(answer.response.data);
    require(BN_lshift1(doubled.get(), doubled.get()));
    CHECK(BN_cmp(doubled.get(), modulus.get()) < 0);
}

TEST_CASE("ECDSA in plain form, announced in DG14") {
    for (const auto& [name, hash, size, algorithm] :
         {std::tuple{"aa-ecdsa", "SHA256", 64u, "060A04007F00070101040103"},
          std::tuple{"aa-ecdsa-p521", "SHA512", 132u, "060A04007F00070101040105"}}) {
        CAPTURE(name);
        Card card = cardNamed(name);
        const Answer answer = authenticate(card, false, 256);
        REQUIRE(answer.response.data.size() == size);
        CHECK(plainSignatureHolds(answer.key.get(), hash, answer.response.data));
        Terminal terminal(card);
        REQUIRE(terminal.openWithCan("012345") == 0x9000);
        REQUIRE(terminal.selectApplication().status == 0x9000);
        const std::string info = std::string("0606678108010105020101") + algorithm;
        CHECK(toHex(terminal.readFile(0x010E)).find(info) != std::string::npos);
    }
}

TEST_CASE("a clone's answer is not by the key in DG15") {
    Card card = cardNamed("aa-clone");
    const Answer answer = authenticate(card, true, 65536);
    REQUIRE(answer.response.data.size() == 256);
    CHECK_FALSE(messageHolds(recover(answer.key.get(), answer.response.data), "SHA256", "34CC"));
}

TEST_CASE("active authentication needs a session, eight bytes and a key") {
    Card card = cardNamed("nguyen-thi-mau");
    CHECK(toHex(card.transmit(fromHex("0088000008F173589974BF40C600"))) == "6982");
    Terminal terminal(card);
    REQUIRE(terminal.openWithCan("012345") == 0x9000);
    CHECK(terminal.send(0x88, 0, 0, challenge, 256).status == 0x6982);
    REQUIRE(terminal.selectApplication().status == 0x9000);
    CHECK(terminal.send(0x88, 0, 0, fromHex("F1735899"), 256).status == 0x6700);
    CHECK(terminal.send(0x88, 0, 0, challenge, 100).status == 0x6700);
    CHECK(terminal.send(0x88, 1, 0, challenge, 256).status == 0x6A86);
    Card without = cardNamed("no-chip-keys");
    Terminal other(without);
    REQUIRE(other.openWithCan("012345") == 0x9000);
    REQUIRE(other.selectApplication().status == 0x9000);
    CHECK(other.selectFile(0x010F).status == 0x6A82);
    CHECK(other.send(0x88, 0, 0, challenge, 256).status == 0x6D00);
}
