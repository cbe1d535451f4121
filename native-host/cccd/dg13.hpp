// DG13 of the Vietnamese card: the text of the card as numbered fields. The layout is not published; the rule is to
// accept every wrapping seen in the field and to refuse what is not certain.
#pragma once

#include "base/bytes.hpp"
#include "cccd/citizen.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cccd_bridge::cccd {

enum class Dg13Status {
    Understood,     ///< at least one known field was read
    Absent,         ///< no bytes
    NotUnderstood,  ///< encrypted, another layout, or not DG13 at all; citizen is empty
};

enum class Dg13ProblemKind {
    StructureBroken,  ///< a length ran over its parent; what came before is kept
    LimitReached,     ///< more elements, depth or bytes than the caps allow; the rest is left out
    ValueMalformed,   ///< not UTF-8, control characters, too long, not a date, not a number
    Ambiguous,        ///< two different values where one is expected, or one parent where two are expected
};

/// Why something was left out. `label` is 0 when the problem is not in one field.
struct Dg13Problem {
    Dg13ProblemKind kind;
    int label;
    bool operator==(const Dg13Problem&) const = default;
};

/// A field whose label has no known meaning, or which could not be used: the bytes behind the label, as on the card.
struct Dg13RawField {
    int label;
    Bytes content;
    bool operator==(const Dg13RawField&) const = default;
};

struct Dg13 {
    Dg13Status status = Dg13Status::Absent;
    Citizen citizen;  ///< source dg13, not verified; setVerified() after passive authentication
    std::vector<Dg13RawField> unknown;
    std::vector<Dg13Problem> problems;
};

/// Reads the file content, tag 6D included or not, with or without SEQUENCE and SET around the fields, fields in any
/// order. Total; bounded by caps on size (64 KiB), depth (12), elements (1024) and fields (64). Nothing in it is to be
/// trusted before passive authentication.
Dg13 parseDg13(ByteView file);

}  // namespace cccd_bridge::cccd
