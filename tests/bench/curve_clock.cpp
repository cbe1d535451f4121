// Loaded before the host's own libraries (LD_PRELOAD): adds up the processor time that it spends in libcrypto's
// elliptic-curve work, so that the rest of its time can be told. The sum stands in the file CURVE_CLOCK_FILE, as
// nanoseconds in eight bytes.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <openssl/ec.h>
#include <openssl/evp.h>

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <ctime>

namespace {

std::atomic<std::uint64_t>* openCounter() {
    static std::atomic<std::uint64_t> nowhere{0};
    const char* path = std::getenv("CURVE_CLOCK_FILE");
    const int file = path == nullptr ? -1 : open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0 || ftruncate(file, sizeof(std::uint64_t)) != 0) return &nowhere;
    void* memory = mmap(nullptr, sizeof(std::uint64_t), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    return memory == MAP_FAILED ? &nowhere : static_cast<std::atomic<std::uint64_t>*>(memory);
}

std::atomic<std::uint64_t>& counter() {
    static std::atomic<std::uint64_t>* const value = openCounter();
    return *value;
}

std::uint64_t threadTime() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<std::uint64_t>(time.tv_sec) * 1'000'000'000U + static_cast<std::uint64_t>(time.tv_nsec);
}

thread_local int depth = 0;

/// Calls the library's own function and counts its time, once where one of them calls another.
template <class Result, class... Arguments>
Result timed(const char* name, Arguments... arguments) {
    auto* const original = reinterpret_cast<Result (*)(Arguments...)>(dlsym(RTLD_NEXT, name));
    const std::uint64_t begin = threadTime();
    ++depth;
    const Result result = original(arguments...);
    if (--depth == 0) counter() += threadTime() - begin;
    return result;
}

}  // namespace

extern "C" {

int EC_POINT_mul(const EC_GROUP* group, EC_POINT* result, const BIGNUM* generatorFactor, const EC_POINT* point,
                 const BIGNUM* factor, BN_CTX* context) {
    return timed<int>("EC_POINT_mul", group, result, generatorFactor, point, factor, context);
}

int EC_POINT_oct2point(const EC_GROUP* group, EC_POINT* point, const unsigned char* bytes, size_t length,
                       BN_CTX* context) {
    return timed<int>("EC_POINT_oct2point", group, point, bytes, length, context);
}

EC_GROUP* EC_GROUP_new_by_curve_name(int name) { return timed<EC_GROUP*>("EC_GROUP_new_by_curve_name", name); }

EC_GROUP* EC_GROUP_new_from_params(const OSSL_PARAM* parameters, OSSL_LIB_CTX* library, const char* query) {
    return timed<EC_GROUP*>("EC_GROUP_new_from_params", parameters, library, query);
}

int EVP_PKEY_keygen(EVP_PKEY_CTX* context, EVP_PKEY** key) { return timed<int>("EVP_PKEY_keygen", context, key); }

int EVP_PKEY_derive(EVP_PKEY_CTX* context, unsigned char* secret, size_t* length) {
    return timed<int>("EVP_PKEY_derive", context, secret, length);
}

int EVP_PKEY_public_check(EVP_PKEY_CTX* context) { return timed<int>("EVP_PKEY_public_check", context); }

int EVP_PKEY_verify(EVP_PKEY_CTX* context, const unsigned char* signature, size_t signatureLength,
                    const unsigned char* digest, size_t digestLength) {
    return timed<int>("EVP_PKEY_verify", context, signature, signatureLength, digest, digestLength);
}

int EVP_DigestVerify(EVP_MD_CTX* context, const unsigned char* signature, size_t signatureLength,
                     const unsigned char* data, size_t dataLength) {
    return timed<int>("EVP_DigestVerify", context, signature, signatureLength, data, dataLength);
}

}  // extern "C"
