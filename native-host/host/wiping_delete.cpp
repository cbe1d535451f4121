// Every byte given back to the heap is cleared first: names and numbers pass through strings and JSON values that know
// nothing of secrets. Linked into the program only.
#include "host/platform.hpp"

#include <openssl/crypto.h>

#include <cstdlib>
#include <new>

void operator delete(void* memory) noexcept {
    if (memory == nullptr) return;
    OPENSSL_cleanse(memory, cccd_bridge::host::platform::heapBlockSize(memory));
    std::free(memory);
}

void operator delete(void* memory, std::size_t) noexcept { operator delete(memory); }

void* operator new(std::size_t size) {
    if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
    throw std::bad_alloc();
}
