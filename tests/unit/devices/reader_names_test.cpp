#include "devices/reader_names.hpp"

#include <doctest/doctest.h>

using cccd_bridge::devices::classifyReader;
using cccd_bridge::devices::ReaderClass;

TEST_CASE("reader names tell what a reader is") {
    struct Row {
        const char* name;
        ReaderClass expected;
    };
    const Row rows[] = {
        {"Windows Hello for Business 1", ReaderClass::isVirtual},
        {"Microsoft Virtual Smart Card 0", ReaderClass::isVirtual},
        {"Microsoft UICC ISO Reader 1a2b 0", ReaderClass::isVirtual},
        {"Yubico YubiKey OTP+FIDO+CCID 00 00", ReaderClass::isVirtual},
        {"YUBICO YUBIKEY 4", ReaderClass::isVirtual},
        {"Feitian ePass2003 00 00", ReaderClass::isVirtual},
        {"Aladdin eToken PRO USB 72K Java 00 00", ReaderClass::isVirtual},
        {"Nitrokey Pro 00 00", ReaderClass::isVirtual},
        {"ACS ACR122U PICC Interface 00 00", ReaderClass::contactless},
        {"ACS ACR1252 1S CL Reader [ACR1252 Reader PICC] 00 00", ReaderClass::contactless},
        {"HID Global OMNIKEY 5022 Smart Card Reader 0 [x] -CL 0", ReaderClass::contactless},
        {"Identive CLOUD 4700 F Contactless Reader 00 00", ReaderClass::contactless},
        {"ACS ACR39U ICC Reader 00 00", ReaderClass::contact},
        {"Gemalto PC Twin Reader 00 00", ReaderClass::contact},
        {"Alcor Micro AU9540 Smart Card Reader 00 00", ReaderClass::contact},
        {"CCCD Test Reader CL A 00 00", ReaderClass::contactless},
        {"Virtual PCD 00 00", ReaderClass::unknown},
        {"", ReaderClass::unknown},
    };
    for (const Row& row : rows) {
        CAPTURE(row.name);
        CHECK(classifyReader(row.name) == row.expected);
    }
}
