// Known readers of DG13 disagree on parents, spouse and the last labels: whatever the card means, nothing wrong is
// offered.
#include "cccd/dg13.hpp"
#include "dg13_builder.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;
using namespace cccd_bridge::cccd;
using namespace cccd_bridge::test;

namespace {

const Bytes father = utf8("Nguyễn Văn Cha");
const Bytes mother = utf8("Lê Thị Mẹ");
const Bytes spouse = utf8("Trần Văn Thử");

std::string valueOf(const TextField& field) { return field ? field->value : ""; }

}  // namespace

TEST_CASE("father and mother as siblings, nested, bare, or in two fields") {
    const Bytes layouts[] = {
        field(13, sequence(father) + sequence(mother)),
        field(13, sequence(father + mother)),
        field(13, sequence(sequence(father) + sequence(mother))),
        field(13, tlv(0x31, father + mother)),
        field(13, father + mother),
        field(13, father) + field(13, mother),
    };
    for (const auto& layout : layouts) {
        const auto read = parseDg13(dg13(layout));
        CHECK(valueOf(read.citizen.fatherName) == "Nguyễn Văn Cha");
        CHECK(valueOf(read.citizen.motherName) == "Lê Thị Mẹ");
        CHECK(read.problems.empty());
    }
}

TEST_CASE("an empty place keeps the other parent's place") {
    for (const auto& empty : {sequence({}), sequence(utf8("")), tlv(0x05, {})}) {
        const auto read = parseDg13(dg13(field(13, empty + sequence(mother))));
        CHECK_FALSE(read.citizen.fatherName);
        CHECK(valueOf(read.citizen.motherName) == "Lê Thị Mẹ");
    }
}

TEST_CASE("one parent alone, or three, is not guessed") {
    for (const auto& parents : {sequence(mother), mother, father + mother + spouse}) {
        const auto read = parseDg13(dg13(field(1, printable("001199012345")) + field(13, parents)));
        CHECK_FALSE(read.citizen.fatherName);
        CHECK_FALSE(read.citizen.motherName);
        REQUIRE(read.problems.size() == 1);
        CHECK(read.problems[0] == Dg13Problem{Dg13ProblemKind::Ambiguous, 13});
        CHECK(read.unknown.size() == 1);
    }
}

TEST_CASE("spouse: none, one, several") {
    CHECK_FALSE(parseDg13(dg13(field(2, father) + field(14, {}))).citizen.spouseName);
    CHECK(valueOf(parseDg13(dg13(field(14, sequence(spouse)))).citizen.spouseName) == "Trần Văn Thử");
    CHECK(valueOf(parseDg13(dg13(field(14, spouse))).citizen.spouseName) == "Trần Văn Thử");
    const auto two = parseDg13(dg13(field(14, sequence(spouse) + sequence(utf8("Lê Văn Hai")))));
    CHECK(valueOf(two.citizen.spouseName) == "Trần Văn Thử, Lê Văn Hai");
}

TEST_CASE("labels shifted by one (13 father, 14 mother, 15 spouse, 16 old number) give no wrong relative") {
    const auto shifted =
        parseDg13(dg13(field(13, father) + field(14, mother) + field(15, spouse) + field(16, printable("012345678"))));
    CHECK_FALSE(shifted.citizen.fatherName);
    CHECK_FALSE(shifted.citizen.motherName);
    CHECK_FALSE(shifted.citizen.spouseName);
    const auto unmarried = parseDg13(dg13(field(2, utf8("A")) + field(13, father) + field(14, mother)));
    CHECK_FALSE(unmarried.citizen.spouseName);
}

TEST_CASE("old number at 15, or at 16 when it can be nothing else") {
    CHECK(valueOf(parseDg13(dg13(field(15, printable("012345678")))).citizen.oldIdNumber) == "012345678");
    CHECK(valueOf(parseDg13(dg13(field(15, utf8("012345678")))).citizen.oldIdNumber) == "012345678");
    CHECK(valueOf(parseDg13(dg13(field(15, printable("001099990001")))).citizen.oldIdNumber) == "001099990001");
    CHECK(valueOf(parseDg13(dg13(field(16, printable("012345678")))).citizen.oldIdNumber) == "012345678");
    CHECK_FALSE(parseDg13(dg13(field(2, father) + field(16, printable("0123456789ABCDEF")))).citizen.oldIdNumber);
    CHECK_FALSE(parseDg13(dg13(field(2, father) + field(15, printable("")))).citizen.oldIdNumber);
}

TEST_CASE("a label twice: the same value is one, two values are none") {
    const auto same = parseDg13(dg13(field(2, father) + field(2, father)));
    CHECK(valueOf(same.citizen.fullName) == "Nguyễn Văn Cha");
    const auto two = parseDg13(dg13(field(1, printable("001199012345")) + field(2, father) + field(2, mother)));
    CHECK_FALSE(two.citizen.fullName);
    REQUIRE(two.problems.size() == 1);
    CHECK(two.problems[0] == Dg13Problem{Dg13ProblemKind::Ambiguous, 2});
}
