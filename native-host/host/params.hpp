// Strict reading of a method's parameters: what is not expected is refused.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "bounded_json/json.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cccd_bridge::host {

/// Reads the members of one object. Every getter remembers its name; finish() refuses members nobody asked for, and
/// says whether anything was wrong. Errors: ProtocolInvalidParams throughout.
class ParamReader {
  public:
    explicit ParamReader(const json::object& object) : object_(object) {}

    std::optional<std::string> text(std::string_view name, std::size_t maximumBytes);
    std::optional<std::int64_t> integer(std::string_view name, std::int64_t minimum, std::int64_t maximum);
    std::optional<bool> boolean(std::string_view name);
    const json::object* object(std::string_view name);
    const json::array* array(std::string_view name, std::size_t maximumSize);

    /// As above, and its absence is an error.
    std::string requiredText(std::string_view name, std::size_t maximumBytes);
    std::int64_t requiredInteger(std::string_view name, std::int64_t minimum, std::int64_t maximum);

    bool has(std::string_view name) const;
    /// Names a member that is read elsewhere.
    void accept(std::string_view name) { known_.push_back(name); }
    /// Notes that something else is wrong with the parameters.
    void refuse(std::string_view why);
    Result<void> finish();

  private:
    const json::value* member(std::string_view name);

    const json::object& object_;
    std::vector<std::string_view> known_;
    std::string problem_;
};

/// Base64 of RFC 4648 §4 with padding, nothing else. Errors: ProtocolInvalidParams.
Result<Bytes> decodeBase64(std::string_view text);
std::string encodeBase64(ByteView bytes);

}  // namespace cccd_bridge::host
