#include "host/pretty_json.hpp"

namespace cccd_bridge::host {

namespace {

void write(const json::value& value, std::size_t depth, std::string& out);

std::string lineStart(std::size_t depth) { return "\n" + std::string(2 * depth, ' '); }

void writeObject(const json::object& object, std::size_t depth, std::string& out) {
    out += '{';
    bool first = true;
    for (const auto& [key, member] : object) {
        out += (first ? "" : ",") + lineStart(depth + 1) + json::serialize(json::string(key)) + ": ";
        write(member, depth + 1, out);
        first = false;
    }
    out += lineStart(depth) + "}";
}

void writeArray(const json::array& array, std::size_t depth, std::string& out) {
    out += '[';
    bool first = true;
    for (const json::value& item : array) {
        out += (first ? "" : ",") + lineStart(depth + 1);
        write(item, depth + 1, out);
        first = false;
    }
    out += lineStart(depth) + "]";
}

void write(const json::value& value, std::size_t depth, std::string& out) {
    if (value.is_object() && !value.get_object().empty()) return writeObject(value.get_object(), depth, out);
    if (value.is_array() && !value.get_array().empty()) return writeArray(value.get_array(), depth, out);
    out += json::serialize(value);
}

}  // namespace

std::string prettyJson(const json::value& value) {
    std::string text;
    write(value, 0, text);
    return text + "\n";
}

}  // namespace cccd_bridge::host
