#include "devices/device_tree_windows.hpp"
#include "devices/pcsc.hpp"
#include "devices/processor_affinity.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge::devices;

TEST_CASE("vendor and product are read from an instance as bus drivers spell it") {
    CHECK(usbIdsOf(R"(USB\VID_1A86&PID_7523\5&2F3A0B&0&2)") == UsbIds{0x1A86, 0x7523});
    CHECK(usbIdsOf(R"(USB\VID_0C2E&PID_0B6A&MI_01\6&1C&0&0001)") == UsbIds{0x0C2E, 0x0B6A});
    CHECK(usbIdsOf(R"(FTDIBUS\VID_0403+PID_6001+A50285BIA\0000)") == UsbIds{0x0403, 0x6001});
    CHECK_FALSE(usbIdsOf(R"(ACPI\PNP0501\1)"));
    CHECK_FALSE(usbIdsOf(R"(USB\VID_1A86&PID_75)"));
    CHECK_FALSE(usbIdsOf(R"(USB\VID_1A86&PID_75zz\1)"));
    CHECK_FALSE(usbIdsOf(""));
}

TEST_CASE("a serial number is the device's own, not one that Windows made up") {
    CHECK(serialNumberOf(R"(USB\VID_0C2E&PID_0B6A\17B0A2)") == "17B0A2");
    CHECK(serialNumberOf(R"(USB\VID_1A86&PID_7523\5&2F3A0B&0&2)").empty());
    CHECK(serialNumberOf("nothing").empty());
}

TEST_CASE("a watch of devices begins and ends, devices or none") {
    const GUID disks{0x53F56307, 0xB6BF, 0x11D0, {0x94, 0xF2, 0x00, 0xA0, 0xC9, 0x1E, 0xFB, 0x8B}};
    const DeviceWatch watch(disks, [] {});
    CHECK(presentDevices(disks).size() <= 64);
}

TEST_CASE("a thread stays on a processor and may go anywhere again afterwards") {
    DWORD_PTR before = 0;
    DWORD_PTR machine = 0;
    REQUIRE(GetProcessAffinityMask(GetCurrentProcess(), &before, &machine) != FALSE);
    {
        const OnOneProcessor here;
        REQUIRE(here.number() >= 0);
        for (int turn = 0; turn < 20; ++turn) {
            Sleep(0);
            CHECK(static_cast<int>(GetCurrentProcessorNumber()) == here.number());
        }
    }
    // What was set before is told by setting anew.
    CHECK(SetThreadAffinityMask(GetCurrentThread(), before) == before);
}

TEST_CASE("a service that sleeps means that there is no reader") {
    CHECK(pcscError(0x8010001D, "SCardEstablishContext").code == cccd_bridge::ErrorCode::ReaderNone);
    CHECK(pcscError(0x8010001E, "SCardListReaders").code == cccd_bridge::ErrorCode::ReaderNone);
    CHECK(pcscError(0x80100001, "SCardEstablishContext").code == cccd_bridge::ErrorCode::PcscServiceUnavailable);
}
