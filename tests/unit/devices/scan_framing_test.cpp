#include "devices/scan_framing.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace cccd_bridge;
using namespace cccd_bridge::devices;

namespace {

ByteView view(std::string_view text) { return {reinterpret_cast<const Byte*>(text.data()), text.size()}; }

// Scans in brackets, with their symbology in front; ! for a loss.
std::string summary(const std::vector<ScanOutcome>& outcomes) {
    std::string text;
    for (const ScanOutcome& outcome : outcomes) {
        if (!outcome) {
            text += "!";
            continue;
        }
        if (outcome->symbology) text.append(outcome->symbology->data(), outcome->symbology->size());
        text += "[" + std::string(outcome->bytes.begin(), outcome->bytes.end()) + "]";
    }
    return text;
}

std::string cut(std::string_view text, bool thenSilence = false, ScanFraming framing = ScanFraming()) {
    std::vector<ScanOutcome> outcomes;
    framing.feed(view(text), outcomes);
    if (thenSilence) framing.silence(outcomes);
    return summary(outcomes);
}

}  // namespace

TEST_CASE("a terminator ends a scan at once, whichever it is; two of them end one scan") {
    CHECK(cut("a|b\rc\nd\r\ne\tf\x03g") == "[a|b][c][d][e][f]");
    CHECK(cut("\r\n\r\n") == "");
    CHECK(cut("g") == "");
    CHECK(cut("g", true) == "[g]");
}

TEST_CASE("what surrounds a scan is taken off") {
    CHECK(cut("\x02]Q1text\x03") == "]Q1[text]");
    CHECK(cut("]Qx]\r]Q\r]11a\r") == "]Qx[]][]Q][]11a]");
    CHECK(cut(std::string_view("\0"
                               "1\r",
                               3)) == "[1]");
    CHECK(cut(std::string_view("\0", 1), true) == "");
    CHECK(cut("<a>\r<a\ra>\r", false, ScanFraming("<", ">")) == "[a][a][a]");
}

TEST_CASE("vCards and UTF-16 hold bytes that elsewhere end a scan") {
    CHECK(cut("BEGIN:VCARD\r\nEND:VCARD\r\n") == "");
    CHECK(cut("BEGIN:VCARD\r\nEND:VCARD\r\n", true) == "[BEGIN:VCARD\r\nEND:VCARD]");
    constexpr std::string_view little("1\0|\0\x03\x01\r\0", 8);  // "1|ă"
    CHECK(cut(little) == "");
    CHECK(cut(little, true) == "[" + std::string(little) + "]");
}

TEST_CASE("what no code holds is lost up to its end, and said once") {
    const std::string long1(maximumScanBytes + 1, 'x');
    CHECK(cut(long1 + long1 + "\rnext\r") == "![next]");
    CHECK(cut(long1, true) == "!");
    CHECK(cut(long1.substr(1) + "\r") == "[" + long1.substr(1) + "]");
}

TEST_CASE("any cut of the stream gives the same scans") {
    const std::string stream = "\x02]Q3a\xE1\xBA\xA5|b\r\nBEG\rc\t\x03";
    for (std::size_t piece = 1; piece < stream.size(); ++piece) {
        ScanFraming framing;
        std::vector<ScanOutcome> outcomes;
        for (std::size_t at = 0; at < stream.size(); at += piece)
            framing.feed(view(std::string_view(stream).substr(at, piece)), outcomes);
        CHECK(summary(outcomes) == cut(stream));
    }
}

TEST_CASE("silence is measured in bytes at the line's speed") {
    using std::chrono::milliseconds;
    CHECK(idleGap(115200) == milliseconds(51));
    CHECK(idleGap(9600) == milliseconds(70));
    CHECK(idleGap(300) > milliseconds(700));
    CHECK(idleGap(0) > idleGap(300));
}

TEST_CASE("a scanner that ends its scans by itself is given time for a hiccup; any other only the gap") {
    using std::chrono::milliseconds;
    constexpr milliseconds gap{52};
    ScanFraming framing;
    std::vector<ScanOutcome> outcomes;
    framing.feed(view("0010"), outcomes);
    CHECK(framing.patience(gap) == gap);
    framing.feed(view("9999\r\n0010"), outcomes);
    CHECK(framing.patience(gap) == milliseconds(1000));
    CHECK(framing.patience(milliseconds(4050)) == milliseconds(4050));
    framing.silence(outcomes);
    framing.feed(view("0011"), outcomes);
    CHECK(framing.patience(gap) == gap);
    framing.feed(view("\rBEGIN:VCARD"), outcomes);
    CHECK(framing.patience(gap) == gap);
    CHECK(summary(outcomes) == "[00109999][0010][0011]");
}
