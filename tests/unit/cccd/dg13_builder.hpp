// Builds DG13 files for tests, with an encoder of its own.
#pragma once

#include "base/bytes.hpp"

#include <string_view>

namespace cccd_bridge::test {

inline Bytes tlv(Byte tag, const Bytes& value) {
    Bytes out{tag};
    if (value.size() >= 0x10000) {
        out.insert(out.end(), {0x83, static_cast<Byte>(value.size() >> 16)});
        out.push_back(static_cast<Byte>(value.size() >> 8));
    } else if (value.size() >= 0x100) {
        out.insert(out.end(), {0x82, static_cast<Byte>(value.size() >> 8)});
    } else if (value.size() >= 0x80) {
        out.push_back(0x81);
    }
    out.push_back(static_cast<Byte>(value.size()));
    out.insert(out.end(), value.begin(), value.end());
    return out;
}

inline Bytes operator+(Bytes left, const Bytes& right) {
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

inline Bytes bytes(std::string_view text) { return Bytes(text.begin(), text.end()); }
inline Bytes utf8(std::string_view text) { return tlv(0x0C, bytes(text)); }
inline Bytes printable(std::string_view text) { return tlv(0x13, bytes(text)); }
inline Bytes sequence(const Bytes& content) { return tlv(0x30, content); }
inline Bytes field(int label, const Bytes& value) { return sequence(tlv(0x02, {static_cast<Byte>(label)}) + value); }

/// 6D { SEQUENCE { version, OID 1.0.10646.1.0.8, SET { fields } } }
inline Bytes dg13(const Bytes& fields) {
    const Bytes header = tlv(0x02, {1}) + tlv(0x06, {0x28, 0xD3, 0x16, 0x01, 0x00, 0x08});
    return tlv(0x6D, sequence(header + tlv(0x31, fields)));
}

}  // namespace cccd_bridge::test
