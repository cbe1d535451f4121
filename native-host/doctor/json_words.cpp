#include "doctor/json_words.hpp"

namespace cccd_bridge::doctor {

std::string wordAt(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::vector<std::string> wordsAt(const json::object& object, std::string_view key) {
    std::vector<std::string> words;
    const json::value* value = object.if_contains(key);
    if (value == nullptr || !value->is_array()) return words;
    for (const json::value& word : value->get_array()) {
        if (words.size() == mostWords) break;
        if (word.is_string()) words.emplace_back(word.get_string());
    }
    return words;
}

const json::object* objectAt(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    return value == nullptr ? nullptr : value->if_object();
}

}  // namespace cccd_bridge::doctor
