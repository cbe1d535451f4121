// One place where OpenSSL's failures become exceptions: on the simulated card they are all programmer errors.
#pragma once

#include <memory>
#include <stdexcept>

namespace virtual_card {

inline void require(bool succeeded) {
    if (!succeeded) throw std::runtime_error("OpenSSL call failed");
}

template <class T>
T* require(T* pointer) {
    require(pointer != nullptr);
    return pointer;
}

/// Deleter that calls one of OpenSSL's free functions.
template <auto function>
struct Free {
    template <class T>
    void operator()(T* pointer) const {
        function(pointer);
    }
};

template <class T, auto function>
using Owned = std::unique_ptr<T, Free<function>>;

}  // namespace virtual_card
