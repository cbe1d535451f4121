// What a QR code says is never verified. Internal to the readers of QR codes.
#pragma once

#include "cccd/citizen.hpp"

#include <utility>

namespace cccd_bridge::cccd {

template <class T>
Field<T> fromQr(T value) {
    return Field<T>{.value = std::move(value), .source = Source::Qr};
}

}  // namespace cccd_bridge::cccd
