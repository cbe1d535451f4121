// The structure of DG13 without its meaning: which label holds which strings. Internal to dg13.cpp and its tests.
#pragma once

#include "base/bytes.hpp"
#include "cccd/dg13.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cccd_bridge::cccd {

/// One labelled SEQUENCE of DG13.
struct Dg13Field {
    int label;                                       ///< 1–255
    ByteView content;                                ///< what stands behind the label, a view into the file
    std::vector<std::optional<std::string>> values;  ///< UTF-8 in order; empty for a place without text
    bool malformed = false;                          ///< a string that cannot be read, or bytes that are not DER
};

struct Dg13Structure {
    std::vector<Dg13Field> fields;  ///< in the order of the file, labels may repeat
    std::vector<Dg13Problem> problems;
};

/// Finds every SEQUENCE that starts with a small INTEGER and is not itself a wrapper of such sequences.
Dg13Structure walkDg13(ByteView file);

}  // namespace cccd_bridge::cccd
