// Every byte given back to the heap is cleared first, C++'s and OpenSSL's: names and numbers pass through strings and
// JSON values that know nothing of secrets, keys through contexts and numbers of OpenSSL. Linked into the program only.
#include "host/platform.hpp"

#include <openssl/crypto.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>

namespace {

using cccd_bridge::host::platform::heapBlockSize;

void clearAndFree(void* memory) noexcept {
    if (memory == nullptr) return;
    OPENSSL_cleanse(memory, heapBlockSize(memory));
    std::free(memory);
}

void* allocateForOpenssl(std::size_t size, const char*, int) { return std::malloc(size); }
void freeForOpenssl(void* memory, const char*, int) { clearAndFree(memory); }

// realloc could move the block and leave the old one as it was.
void* reallocateForOpenssl(void* memory, std::size_t size, const char*, int) {
    if (size == 0) {
        clearAndFree(memory);
        return nullptr;
    }
    void* moved = std::malloc(size);
    if (moved == nullptr || memory == nullptr) return moved;
    std::memcpy(moved, memory, std::min(size, heapBlockSize(memory)));
    clearAndFree(memory);
    return moved;
}

// Before everything else that could allocate: OpenSSL takes no other functions after its first allocation.
[[gnu::constructor(101)]] void giveOpensslWipingMemory() {
    if (CRYPTO_set_mem_functions(allocateForOpenssl, reallocateForOpenssl, freeForOpenssl) != 1) std::abort();
}

}  // namespace

void operator delete(void* memory) noexcept { clearAndFree(memory); }

void operator delete(void* memory, std::size_t) noexcept { clearAndFree(memory); }

void* operator new(std::size_t size) {
    if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
    throw std::bad_alloc();
}
