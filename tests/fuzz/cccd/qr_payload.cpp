#include "cccd/qr_payload.hpp"
#include "cccd/compare.hpp"
#include "cccd/id_number.hpp"
#include "cccd/merge.hpp"
#include "cccd/text.hpp"

#include <cstdlib>

using namespace cccd_bridge;
using namespace cccd_bridge::cccd;

namespace {

void require(bool condition) {
    if (!condition) std::abort();
}

}  // namespace

// Every payload keeps the promises of the wire schema, and goes through merging and comparing.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const auto payload = parseQr({reinterpret_cast<const char*>(data), size});
    require(payload.has_value() == (size <= maxQrBytes));
    if (!payload) return 0;
    require(payload->warnings.size() <= 32);
    if (payload->extra) {
        require(payload->extra->fields.size() <= 64 && isValidUtf8(payload->extra->raw));
        for (const auto& field : payload->extra->fields) require(field.size() <= 4096 && isValidUtf8(field));
    }
    require(payload->cancelledIdNumbers.size() <= 16 && payload->notes.size() <= 8);
    for (const auto& number : payload->cancelledIdNumbers) require(isIdNumber(number));
    if (!payload->citizen) return 0;
    forEachField(*payload->citizen, [](FieldName, const auto& field) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(field)>, TextField>) {
            if (!field) return;
            require(!field->value.empty() && field->value.size() <= maxTextBytes && isPlainText(field->value));
            require(normaliseNfc(field->value).value() == field->value);
        }
    });
    const auto merged = mergeCitizen(nullptr, nullptr, &*payload);
    require(compareCitizens(*payload->citizen, merged.citizen).samePerson != SamePerson::No);
    return 0;
}
