// Reads a JSON object key by key and complains about every key that nobody asked for.
#pragma once

#include "virtual-card/errors.hpp"

#include <boost/json.hpp>

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace virtual_card {

class ObjectReader {
  public:
    ObjectReader(const boost::json::value& value, std::string where) : path(std::move(where)) {
        if (!value.is_object()) throw CardFileError(path + " is not an object");
        object = &value.get_object();
    }

    const boost::json::value* find(std::string_view key) {
        seen.insert(std::string(key));
        return object->if_contains(key);
    }

    void read(std::string_view key, std::string& target) {
        if (const auto* value = find(key)) target = text(*value, key);
    }
    void read(std::string_view key, bool& target) {
        if (const auto* value = find(key)) {
            if (!value->is_bool()) complain(key, "true or false");
            target = value->get_bool();
        }
    }
    template <std::integral Number>
    void read(std::string_view key, Number& target) {
        if (const auto* value = find(key)) {
            boost::system::error_code error;
            target = value->to_number<Number>(error);
            if (error) complain(key, "a whole number in range");
        }
    }
    /// One of a closed list of names.
    template <class Value>
    void read(std::string_view key, Value& target, const std::vector<std::pair<std::string_view, Value>>& names) {
        const auto* value = find(key);
        if (!value) return;
        const std::string given = text(*value, key);
        for (const auto& [name, meaning] : names) {
            if (name == given) {
                target = meaning;
                return;
            }
        }
        complain(key, "one of the known names");
    }
    /// Calls `use(element, path)` for each element of an array.
    template <class Use>
    void each(std::string_view key, Use use) {
        const auto* value = find(key);
        if (!value) return;
        if (!value->is_array()) complain(key, "an array");
        for (const auto& element : value->get_array()) use(element, path + "." + std::string(key));
    }
    std::string place(std::string_view key) const { return path + "." + std::string(key); }

    [[noreturn]] void complain(std::string_view key, std::string_view expected) const {
        throw CardFileError(place(key) + " must be " + std::string(expected));
    }

    /// Throws when the object has a key that was not read.
    void finish() const {
        for (const auto& member : *object) {
            if (!seen.contains(std::string(member.key()))) {
                throw CardFileError(place(std::string_view(member.key())) + " is not known");
            }
        }
    }

  private:
    std::string text(const boost::json::value& value, std::string_view key) const {
        if (!value.is_string()) complain(key, "a text");
        return std::string(value.get_string());
    }

    const boost::json::object* object = nullptr;
    std::string path;
    std::set<std::string> seen;
};

}  // namespace virtual_card
