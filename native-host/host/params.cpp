#include "host/params.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace cccd_bridge::host {

namespace {

constexpr std::string_view base64Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr Byte notBase64 = 0xFF;

constexpr std::array<Byte, 256> makeBase64Values() {
    std::array<Byte, 256> values{};
    values.fill(notBase64);
    for (std::size_t i = 0; i < base64Alphabet.size(); ++i)
        values[static_cast<Byte>(base64Alphabet[i])] = static_cast<Byte>(i);
    return values;
}
constexpr auto base64Values = makeBase64Values();

}  // namespace

const json::value* ParamReader::member(std::string_view name) {
    known_.push_back(name);
    return object_.if_contains(name);
}

bool ParamReader::has(std::string_view name) const { return object_.if_contains(name) != nullptr; }

void ParamReader::refuse(std::string_view why) {
    if (problem_.empty()) problem_ = why;
}

std::optional<std::string> ParamReader::text(std::string_view name, std::size_t maximumBytes) {
    const json::value* value = member(name);
    if (value == nullptr) return std::nullopt;
    const json::string* found = value->if_string();
    if (found == nullptr || found->size() > maximumBytes) {
        refuse(name);
        return std::nullopt;
    }
    return std::string(found->data(), found->size());
}

std::optional<std::int64_t> ParamReader::integer(std::string_view name, std::int64_t minimum, std::int64_t maximum) {
    const json::value* value = member(name);
    if (value == nullptr) return std::nullopt;
    const std::int64_t* found = value->if_int64();
    if (found == nullptr || *found < minimum || *found > maximum) {
        refuse(name);
        return std::nullopt;
    }
    return *found;
}

std::optional<bool> ParamReader::boolean(std::string_view name) {
    const json::value* value = member(name);
    if (value == nullptr) return std::nullopt;
    if (!value->is_bool()) {
        refuse(name);
        return std::nullopt;
    }
    return value->get_bool();
}

const json::object* ParamReader::object(std::string_view name) {
    const json::value* value = member(name);
    if (value != nullptr && !value->is_object()) refuse(name);
    return value == nullptr ? nullptr : value->if_object();
}

const json::array* ParamReader::array(std::string_view name, std::size_t maximumSize) {
    const json::value* value = member(name);
    if (value == nullptr) return nullptr;
    const json::array* found = value->if_array();
    if (found == nullptr || found->size() > maximumSize) {
        refuse(name);
        return nullptr;
    }
    return found;
}

std::string ParamReader::requiredText(std::string_view name, std::size_t maximumBytes) {
    auto value = text(name, maximumBytes);
    if (!value) refuse(name);
    return std::move(value).value_or(std::string());
}

std::int64_t ParamReader::requiredInteger(std::string_view name, std::int64_t minimum, std::int64_t maximum) {
    const auto value = integer(name, minimum, maximum);
    if (!value) refuse(name);
    return value.value_or(minimum);
}

Result<void> ParamReader::finish() {
    for (const auto& [key, value] : object_)
        if (std::ranges::find(known_, std::string_view(key.data(), key.size())) == known_.end())
            refuse("unknown member");
    if (!problem_.empty()) return fail(ErrorCode::ProtocolInvalidParams, problem_);
    return {};
}

Result<Bytes> decodeBase64(std::string_view text) {
    if (text.size() % 4 != 0) return fail(ErrorCode::ProtocolInvalidParams, "base64 length");
    const std::size_t padding = text.ends_with("==") ? 2 : (text.ends_with("=") ? 1 : 0);
    Bytes bytes;
    bytes.reserve(text.size() / 4 * 3);
    for (std::size_t i = 0; i < text.size(); i += 4) {
        const std::size_t count = i + 4 == text.size() ? 4 - padding : 4;
        std::uint32_t group = 0;
        for (std::size_t j = 0; j < 4; ++j) {
            const Byte value = j < count ? base64Values[static_cast<Byte>(text[i + j])] : Byte{0};
            if (value == notBase64) return fail(ErrorCode::ProtocolInvalidParams, "base64 letter");
            group = group << 6 | value;
        }
        for (std::size_t j = 0; j + 1 < count; ++j) bytes.push_back(static_cast<Byte>(group >> (16 - 8 * j)));
        const std::uint32_t unused = count == 4 ? 0 : group & ((1U << (8 * (4 - count))) - 1U);
        if (unused != 0) return fail(ErrorCode::ProtocolInvalidParams, "base64 tail");
    }
    return bytes;
}

std::string encodeBase64(ByteView bytes) {
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t group = 0;
        for (std::size_t j = 0; j < 3; ++j) group = group << 8 | (j < count ? bytes[i + j] : 0U);
        for (std::size_t j = 0; j < 4; ++j)
            text.push_back(j <= count ? base64Alphabet[group >> (18 - 6 * j) & 63U] : '=');
    }
    return text;
}

}  // namespace cccd_bridge::host
