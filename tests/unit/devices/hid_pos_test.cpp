#include "devices/hid_pos_reader.hpp"

#include "base/hex.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace cccd_bridge;
using namespace cccd_bridge::devices;

namespace {

// Report 2 as scanners of several makes have it: byte count, AIM identifier, 56 bytes, two of the maker's, a flag.
constexpr std::string_view head = "058C0902A10109 12A1028502150026FF0075089501";
constexpr std::string_view body =
    "0501093B81029503058C09FB09FC09FD8102953809FE8202010666FF950209040900 8102058C2501750195 0109FF810295078103";
constexpr std::string_view end = "C0C0";

Bytes bytesOf(std::string_view hex) {
    std::string packed;
    for (const char digit : hex)
        if (digit != ' ') packed += digit;
    return *fromHex(packed);
}

Bytes scanner() { return bytesOf(std::string(head) + std::string(body) + std::string(end)); }

Bytes report(std::string_view data, bool more, std::string_view aim = "]Q1") {
    Bytes bytes(64);
    bytes[0] = 2;
    bytes[1] = static_cast<Byte>(data.size());
    std::ranges::copy(aim, bytes.begin() + 2);
    std::ranges::copy(data, bytes.begin() + 5);
    bytes[63] = more ? 1 : 0;
    return bytes;
}

std::string summary(const std::vector<ScanOutcome>& outcomes) {
    std::string text;
    for (const ScanOutcome& outcome : outcomes)
        text += outcome ? "[" + std::string(outcome->bytes.begin(), outcome->bytes.end()) + "]" : std::string("!");
    return text;
}

std::string read(HidPosReader& reader, const std::vector<Bytes>& packets) {
    std::vector<ScanOutcome> outcomes;
    for (const Bytes& packet : packets) reader.feed(packet, outcomes);
    return summary(outcomes);
}

}  // namespace

TEST_CASE("the descriptor says where everything is") {
    const auto layout = readHidPosLayout(scanner());
    REQUIRE(layout);
    CHECK(layout->numbered);
    CHECK(layout->lengths == std::map<std::uint8_t, std::size_t>{{2, 63}});
    const ScanReport& fields = layout->scanReports.at(2);
    CHECK(fields.byteCount == HidField{0, 8, 1});
    CHECK(fields.symbology[2] == HidField{24, 8, 1});
    CHECK(fields.data == HidField{32, 8, 56});
    CHECK(fields.continued == HidField{496, 1, 1});
}

TEST_CASE("what is no scanner, also a keyboard, or is broken, has no layout") {
    CHECK_FALSE(readHidPosLayout({}));
    CHECK_FALSE(readHidPosLayout(bytesOf("05010906A101050719E029E71500250175019508 8102C0")));
    // A scanner whose interface is a keyboard too.
    Bytes both = scanner();
    const Bytes keyboard = bytesOf("05010906A101050719E029E7 85031500250175019508 8102C0");
    both.insert(both.end(), keyboard.begin(), keyboard.end());
    CHECK_FALSE(readHidPosLayout(both));
    const Bytes whole = scanner();
    for (std::size_t length = 0; length < whole.size() - 40; ++length)
        CHECK_FALSE(readHidPosLayout(ByteView(whole).first(length)));
    CHECK_FALSE(readHidPosLayout(Bytes(maximumReportDescriptor + 1)));
    CHECK_FALSE(readHidPosLayout(bytesOf("058C0902A10177FFFFFFFF97FFFFFFFF09FE8102C0")));
    // Data that does not begin with a byte.
    CHECK_FALSE(readHidPosLayout(bytesOf("058C0902A101750195018103750895 0809FE8102C0")));
}

TEST_CASE("a hostile descriptor costs nothing: every limit, and what stands just below it") {
    const auto with = [](std::string_view before, std::string_view data = "7508950809FE8102") {
        return readHidPosLayout(bytesOf("058C0902A101" + std::string(before) + std::string(data) + "C0"));
    };
    CHECK(with(""));
    // A report of 4096 bytes has no room for more.
    CHECK_FALSE(with("7508960010 8103"));
    CHECK_FALSE(with("7508960010 8103 8103"));
    CHECK(with("7508 96F80F 8103"));
    // Saved states, and none to come back to.
    CHECK(with("A4A4A4A4A4A4A4A4"));
    CHECK_FALSE(with("A4A4A4A4A4A4A4A4A4"));
    CHECK_FALSE(with("B4"));
    CHECK(with("8501"));
    CHECK_FALSE(with("8500"));
    // A range of more usages than anybody has names none.
    CHECK(with("1900 2AFFFF 8103"));
    // Padding holds no data, and the first data is the data.
    CHECK_FALSE(with("", "7508950809FE8103"));
    CHECK(with("", "7508950809FE8102 950409FE8102")->scanReports.at(0).data == HidField{0, 8, 8});
}

TEST_CASE("reports of several packets, packets of no length, scans of several reports") {
    HidPosReader reader(*readHidPosLayout(scanner()), 32);
    const auto split = [](const Bytes& whole) {
        return std::vector<Bytes>{{whole.begin(), whole.begin() + 32}, {}, {whole.begin() + 32, whole.end()}, {}};
    };
    CHECK(read(reader, split(report("001199012345", false))) == "[001199012345]");
    CHECK(read(reader, split(report(std::string(56, 'a'), true))) == "");
    CHECK(reader.inScan());
    CHECK(read(reader, split(report("b\r\n", false))) == "[" + std::string(56, 'a') + "b]");
    CHECK_FALSE(reader.inScan());
}

TEST_CASE("short reports, other reports, counts that lie") {
    HidPosReader reader(*readHidPosLayout(scanner()), 64);
    Bytes shortened = report("12", false);
    shortened.resize(7);
    CHECK(read(reader, {shortened}) == "[12]");
    CHECK(read(reader, {{9, 1, 2, 3}}) == "");
    Bytes lying = report("12", false);
    lying[1] = 57;
    CHECK(read(reader, {lying, report("34", false)}) == "![34]");
    CHECK(read(reader, {report("", false)}) == "");
}

TEST_CASE("a scan without an end is lost, one without a limit too") {
    HidPosReader reader(*readHidPosLayout(scanner()), 64);
    CHECK(read(reader, {report("12", true)}) == "");
    std::vector<ScanOutcome> outcomes;
    reader.silence(outcomes);
    CHECK(summary(outcomes) == "!");
    CHECK(read(reader, {report("34", false)}) == "[34]");
    std::vector<Bytes> endless(1000, report(std::string(56, 'x'), true));
    endless.push_back(report("x", false));
    endless.push_back(report("56", false));
    CHECK(read(reader, endless) == "![56]");
}

TEST_CASE("without a byte count the zeros at the end are no data, and without report ids all is data") {
    const auto layout = readHidPosLayout(bytesOf("058C0902A101 75089508150026FF00 09FE8102 C0"));
    REQUIRE(layout);
    CHECK_FALSE(layout->numbered);
    HidPosReader reader(*layout, 8);
    CHECK(read(reader, {bytesOf("3132330000000000")}) == "[123]");
}
