#include "virtual-card/bytes.hpp"

#include "virtual-card/errors.hpp"

#include <openssl/evp.h>

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace virtual_card {
namespace {

Byte nibble(char digit) {
    if (digit >= '0' && digit <= '9') return static_cast<Byte>(digit - '0');
    if (digit >= 'A' && digit <= 'F') return static_cast<Byte>(digit - 'A' + 10);
    if (digit >= 'a' && digit <= 'f') return static_cast<Byte>(digit - 'a' + 10);
    throw std::invalid_argument("not a hexadecimal digit");
}

}  // namespace

Bytes fromHex(std::string_view text) {
    if (text.size() % 2 != 0) throw std::invalid_argument("odd number of hexadecimal digits");
    Bytes bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        bytes.push_back(static_cast<Byte>(nibble(text[i]) << 4 | nibble(text[i + 1])));
    }
    return bytes;
}

std::string toHex(ByteView bytes) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (Byte byte : bytes) {
        text.push_back(digits[byte >> 4]);
        text.push_back(digits[byte & 0x0F]);
    }
    return text;
}

Bytes fromText(std::string_view text) { return Bytes(text.begin(), text.end()); }

std::string toBase64(ByteView bytes) {
    Bytes text(4 * ((bytes.size() + 2) / 3) + 1);
    const int length = EVP_EncodeBlock(text.data(), bytes.data(), static_cast<int>(bytes.size()));
    return std::string(text.begin(), text.begin() + length);
}

Bytes readFile(const std::string& path) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) throw CardFileError("cannot read " + path);
    return Bytes(std::istreambuf_iterator<char>(stream), {});
}

}  // namespace virtual_card
