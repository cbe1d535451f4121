#include "devices/processor_affinity.hpp"

#include <windows.h>

#include <cstring>

namespace cccd_bridge::devices {

namespace {

// Of the thread's own processor group, which no call here leaves.
DWORD_PTR keepOn(int number) {
    constexpr int most = static_cast<int>(sizeof(DWORD_PTR)) * 8;
    return number < 0 || number >= most ? 0 : SetThreadAffinityMask(GetCurrentThread(), DWORD_PTR{1} << number);
}

}  // namespace

OnOneProcessor::OnOneProcessor() {
    PROCESSOR_NUMBER here{};
    GetCurrentProcessorNumberEx(&here);
    const DWORD_PTR before = keepOn(here.Number);
    if (before == 0) return;
    static_assert(sizeof(before) <= sizeof(before_));
    std::memcpy(before_.data(), &before, sizeof(before));
    number_ = here.Number;
}

OnOneProcessor::~OnOneProcessor() {
    if (number_ < 0) return;
    DWORD_PTR before = 0;
    std::memcpy(&before, before_.data(), sizeof(before));
    SetThreadAffinityMask(GetCurrentThread(), before);
}

void stayOnProcessor(int number) { keepOn(number); }

}  // namespace cccd_bridge::devices
