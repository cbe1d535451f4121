// The one choke point to OpenSSL: ownership of its objects and its failures as typed errors. Only this folder includes
// it.
#pragma once

#include "base/result.hpp"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <array>
#include <cstddef>
#include <memory>
#include <source_location>
#include <string>

namespace cccd_bridge::emrtd::openssl {

template <auto release>
struct Releaser {
    template <class T>
    void operator()(T* object) const {
        release(object);
    }
};

template <class T, auto release>
using Owned = std::unique_ptr<T, Releaser<release>>;

using Bio = Owned<BIO, BIO_free>;
using Number = Owned<BIGNUM, BN_clear_free>;
using NumberContext = Owned<BN_CTX, BN_CTX_free>;
using Group = Owned<EC_GROUP, EC_GROUP_free>;
using Point = Owned<EC_POINT, EC_POINT_clear_free>;
using EcdsaSignature = Owned<ECDSA_SIG, ECDSA_SIG_free>;
using CipherContext = Owned<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free>;
using Cipher = Owned<EVP_CIPHER, EVP_CIPHER_free>;
using DigestContext = Owned<EVP_MD_CTX, EVP_MD_CTX_free>;
using Mac = Owned<EVP_MAC, EVP_MAC_free>;
using MacContext = Owned<EVP_MAC_CTX, EVP_MAC_CTX_free>;
using Key = Owned<EVP_PKEY, EVP_PKEY_free>;
using KeyContext = Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using X509Certificate = Owned<X509, X509_free>;
using X509Name = Owned<X509_NAME, X509_NAME_free>;

/// Empties OpenSSL's error queue of this thread, so that one failure never colours the next.
inline void forgetErrors() { ERR_clear_error(); }

/// The failing side for a call that failed: OpenSSL's own reason in the detail, which holds no payload.
inline std::unexpected<Error> failure(const char* call, ErrorCode code = ErrorCode::ProtocolInternal,
                                      std::source_location where = std::source_location::current()) {
    const unsigned long number = ERR_get_error();
    const char* reason = number == 0 ? nullptr : ERR_reason_error_string(number);
    ERR_clear_error();
    return fail(code, std::string(call) + (reason ? std::string(": ") + reason : ""), where);
}

/// Whether the key's curve is one that OpenSSL has a name for, and not domain parameters written out.
inline bool isNamedCurve(const EVP_PKEY* key) {
    std::array<char, 64> name{};
    std::size_t length = 0;
    const bool named = EVP_PKEY_get_group_name(key, name.data(), name.size(), &length) == 1 && length > 0;
    forgetErrors();
    return named;
}

}  // namespace cccd_bridge::emrtd::openssl
