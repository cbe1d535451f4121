#include "cccd/dg13.hpp"
#include "cccd/text.hpp"

#include <cstdlib>

using namespace cccd_bridge;
using namespace cccd_bridge::cccd;

namespace {

void require(bool condition) {
    if (!condition) std::abort();
}

}  // namespace

// Every text is clean, and what was not understood offers nothing.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const auto read = parseDg13({data, size});
    require((read.status == Dg13Status::Absent) == (size == 0));
    require((read.status == Dg13Status::Understood) == !isEmpty(read.citizen));
    require(read.unknown.size() <= 64);
    forEachField(read.citizen, [](FieldName, const auto& field) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(field)>, TextField>) {
            if (!field) return;
            require(!field->value.empty() && field->value.size() <= maxTextBytes && isPlainText(field->value));
            require(normaliseNfc(field->value).value() == field->value);
        }
    });
    return 0;
}
