#include "cccd/text_reading.hpp"
#include "cccd/exact_damage.hpp"
#include "cccd/text.hpp"

#include <cstdlib>
#include <string>

using namespace cccd_bridge;
using namespace cccd_bridge::cccd;

namespace {

void require(bool condition) {
    if (!condition) std::abort();
}

bool isClean(const std::string& text) {
    return text.size() <= maxTextBytes && isPlainText(text) && normaliseNfc(text).value() == text;
}

void requireReading(const TextReading& reading, std::string_view received) {
    require(isClean(reading.text));
    require(reading.cause.has_value() == (reading.state == TextState::Damaged || reading.state == TextState::Repaired));
    if (reading.state == TextState::Damaged) require(reading.text.empty());
    if (reading.state == TextState::Intact && received.size() <= maxTextBytes)
        require(reading.text == collapseSpaces(received));
}

// What one damager has made of a text is a text that it leaves no second reading of.
void requireUndone(const ExactDamage& damage, const std::string& text) {
    const auto undone = damage.undo(text);
    if (!undone) return;
    require(isValidUtf8(*undone) && undone->size() <= text.size());
    if (damage.cause == DamageCause::ByteNumbers && *undone != text) require(!damage.undo(*undone));
}

}  // namespace

// Three texts with a zero byte between them. A text that is given is clean; one that shows no damage is what was
// received; one that was repaired is read again as it is.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    constexpr std::size_t longest = 4096;
    if (size > longest) return 0;
    const std::string input(reinterpret_cast<const char*>(data), size);
    for (const auto& damage : exactDamages()) requireUndone(damage, replaceInvalidUtf8(input));
    const auto first = input.find('\0');
    const auto second = first == std::string::npos ? first : input.find('\0', first + 1);
    if (second == std::string::npos) return 0;
    const auto name = toNfcLossy(std::string_view(input).substr(0, first));
    const auto sex = toNfcLossy(std::string_view(input).substr(first + 1, second - first - 1));
    const auto address = toNfcLossy(std::string_view(input).substr(second + 1));
    const auto readings = readTexts({name, sex, address});
    requireReading(readings.name, name);
    requireReading(readings.address, address);
    require((readings.sexState == TextState::Damaged) == (!readings.sex && !sex.empty()));
    if (readings.name.state != TextState::Repaired) return 0;
    const auto again = readTexts({readings.name.text, "Nữ", readings.address.text});
    require(again.name.state == TextState::Intact && again.name.text == readings.name.text);
    return 0;
}
