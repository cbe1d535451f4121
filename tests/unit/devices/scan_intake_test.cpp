#include "devices/scan_intake.hpp"

#include <doctest/doctest.h>

#include <string_view>

using namespace cccd_bridge;
using namespace cccd_bridge::devices;

namespace {

using std::chrono::milliseconds;
using Verdict = ScanIntake::Verdict;

ByteView view(std::string_view text) { return {reinterpret_cast<const Byte*>(text.data()), text.size()}; }

ScanOutcome scanOf(std::string_view text) {
    RawScan scan;
    scan.bytes.assign(text.begin(), text.end());
    return scan;
}

}  // namespace

TEST_CASE("text of every symbol is no garbage; control characters are") {
    for (const std::string_view text :
         {"001199012345|a", "BEGIN:VCARD\r\nx\tq", "[)>\x1E\x30\x36\x1D\x31\x04", "\xE1\xBA\xA5"})
        CHECK_FALSE(looksBinary(view(text)));
    CHECK_FALSE(looksBinary(view({"1\0|\0\x03\x01", 6})));
    CHECK_FALSE(looksBinary(view({"\xFE\xFF\0001", 4})));
    for (const std::string_view text :
         {std::string_view("a\0b", 3), std::string_view("a\x7F"), std::string_view("\x01\x02")})
        CHECK(looksBinary(view(text)));
}

TEST_CASE("the first fault is said, a few more are not, then the scanner is not heard until it is quiet") {
    ScanIntake intake;
    ScanIntake::Clock::time_point now{};
    const auto judge = [&](ScanOutcome outcome) {
        const Verdict verdict = intake.judge(outcome, now);
        if (verdict == Verdict::report) CHECK_FALSE(outcome);
        return verdict;
    };
    CHECK(judge(scanOf("good")) == Verdict::pass);
    CHECK_FALSE(intake.isUnsettled());
    CHECK(judge(scanOf("\x01")) == Verdict::report);
    for (int count = 0; count < 4; ++count) CHECK(judge(fail(ErrorCode::ScannerDataTooLong)) == Verdict::drop);
    CHECK(judge(scanOf("good")) == Verdict::pass);
    CHECK_FALSE(intake.isNoisy());
    CHECK(judge(scanOf("\x01")) == Verdict::report);
    CHECK(intake.isNoisy());
    CHECK(judge(scanOf("good")) == Verdict::drop);
    now += milliseconds(999);
    CHECK_FALSE(intake.settle(now));
    intake.noticeActivity(now);
    now += milliseconds(999);
    CHECK_FALSE(intake.settle(now));
    CHECK(intake.isNoisy());
    now += milliseconds(1);
    CHECK(intake.settle(now));
    CHECK(judge(scanOf("good")) == Verdict::pass);
    CHECK(judge(scanOf("\x01")) == Verdict::report);
}
