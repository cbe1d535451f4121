#include "devices/reader_names.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

namespace cccd_bridge::devices {

namespace {

struct NameRule {
    std::string_view part;  // lower case
    ReaderClass readerClass;
};

// The first rule whose part occurs in the lower-cased name decides; virtual ones stand first.
constexpr std::array<NameRule, 39> nameRules{{
    {"windows hello", ReaderClass::isVirtual},
    {"virtual smart card", ReaderClass::isVirtual},
    {"microsoft ifd", ReaderClass::isVirtual},
    {"microsoft uicc", ReaderClass::isVirtual},
    {"tpm", ReaderClass::isVirtual},
    {"yubikey", ReaderClass::isVirtual},
    {"yubico", ReaderClass::isVirtual},
    {"nitrokey", ReaderClass::isVirtual},
    {"solokey", ReaderClass::isVirtual},
    {"token2", ReaderClass::isVirtual},
    {"feitian epass", ReaderClass::isVirtual},
    {"ft epass", ReaderClass::isVirtual},
    {"epass2003", ReaderClass::isVirtual},
    {"etoken", ReaderClass::isVirtual},
    {"safenet token", ReaderClass::isVirtual},
    {"aks ifdh", ReaderClass::isVirtual},
    {"usb key", ReaderClass::isVirtual},
    {"gnuk", ReaderClass::isVirtual},
    {"trezor", ReaderClass::isVirtual},
    {"ledger", ReaderClass::isVirtual},
    {"remote desktop", ReaderClass::isVirtual},
    {"dual interface", ReaderClass::dual},
    {"contactless", ReaderClass::contactless},
    {"picc", ReaderClass::contactless},
    {"rfid", ReaderClass::contactless},
    {" nfc", ReaderClass::contactless},
    {"-cl", ReaderClass::contactless},
    {" cl ", ReaderClass::contactless},
    {"(cl)", ReaderClass::contactless},
    {"acr122", ReaderClass::contactless},
    {"5022-cl", ReaderClass::contactless},
    {"icc reader", ReaderClass::contact},
    {" icc ", ReaderClass::contact},
    {"contact reader", ReaderClass::contact},
    {"smart card reader", ReaderClass::contact},
    {"smartcard reader", ReaderClass::contact},
    {"acr39", ReaderClass::contact},
    {"acr38", ReaderClass::contact},
    {"pc twin", ReaderClass::contact},
}};

char lower(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }

}  // namespace

ReaderClass classifyReader(std::string_view name) {
    std::string lowered(name);
    std::ranges::transform(lowered, lowered.begin(), lower);
    for (const NameRule& rule : nameRules)
        if (lowered.find(rule.part) != std::string::npos) return rule.readerClass;
    return ReaderClass::unknown;
}

std::string_view wireName(ReaderClass value) {
    static constexpr std::array<std::string_view, 5> names{"contact", "contactless", "dual", "unknown", "virtual"};
    return names[static_cast<std::size_t>(value)];
}

}  // namespace cccd_bridge::devices
