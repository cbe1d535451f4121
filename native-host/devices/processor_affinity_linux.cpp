#include "devices/processor_affinity.hpp"

#include <sched.h>

#include <bit>

namespace cccd_bridge::devices {

namespace {

bool keepOn(int number) {
    if (number < 0 || number >= CPU_SETSIZE) return false;
    cpu_set_t only;
    CPU_ZERO(&only);
    CPU_SET(static_cast<std::size_t>(number), &only);
    return sched_setaffinity(0, sizeof(only), &only) == 0;
}

}  // namespace

OnOneProcessor::OnOneProcessor() {
    static_assert(sizeof(before_) == sizeof(cpu_set_t));
    cpu_set_t before;
    if (sched_getaffinity(0, sizeof(before), &before) != 0) return;
    before_ = std::bit_cast<decltype(before_)>(before);
    const int here = sched_getcpu();
    if (keepOn(here)) number_ = here;
}

OnOneProcessor::~OnOneProcessor() {
    if (number_ < 0) return;
    const auto before = std::bit_cast<cpu_set_t>(before_);
    sched_setaffinity(0, sizeof(before), &before);
}

void stayOnProcessor(int number) { keepOn(number); }

}  // namespace cccd_bridge::devices
