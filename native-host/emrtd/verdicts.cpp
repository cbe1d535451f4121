#include "emrtd/verdicts.hpp"

#include <array>
#include <cstddef>

namespace cccd_bridge::emrtd {

namespace {

struct Row {
    std::string_view name;
    VerdictStatus status;
};

constexpr auto yes = VerdictStatus::Yes;
constexpr auto no = VerdictStatus::No;
constexpr auto unknown = VerdictStatus::Unknown;

// In the order of the enumerations.
constexpr std::array<Row, 16> dataRows{{
    {"signedByInstalledIssuer", yes},
    {"hashMismatch", no},
    {"dataGroupNotSigned", no},
    {"signatureInvalid", no},
    {"issuerSignatureInvalid", no},
    {"securityObjectMalformed", no},
    {"countryMismatch", no},
    {"contentMismatch", no},
    {"weakAlgorithm", no},
    {"issuerNotInstalled", unknown},
    {"securityObjectMissing", unknown},
    {"algorithmUnsupported", unknown},
    {"signerMissing", unknown},
    {"countryNotChecked", unknown},
    {"pending", unknown},
    {"notRead", unknown},
}};
static_assert(dataRows.size() == static_cast<std::size_t>(DataReason::NotRead) + 1);

constexpr std::array<Row, 12> chipRows{{
    {"activeAuthentication", yes},
    {"chipAuthentication", yes},
    {"paceChipAuthenticationMapping", yes},
    {"authenticationFailed", no},
    {"notChecked", unknown},
    {"keyNotSigned", unknown},
    {"keyNotTrusted", unknown},
    {"notSupportedByCard", unknown},
    {"dataNotAuthentic", unknown},
    {"notTransferable", unknown},
    {"pending", unknown},
    {"notRead", unknown},
}};
static_assert(chipRows.size() == static_cast<std::size_t>(ChipReason::NotRead) + 1);

constexpr std::array<Row, 9> certificateRows{{
    {"valid", yes},
    {"expired", no},
    {"notYetValid", no},
    {"revoked", no},
    {"issuerNotInstalled", unknown},
    {"revocationNotChecked", unknown},
    {"signerMissing", unknown},
    {"pending", unknown},
    {"notRead", unknown},
}};
static_assert(certificateRows.size() == static_cast<std::size_t>(CertificateReason::NotRead) + 1);

const Row& row(DataReason reason) { return dataRows[static_cast<std::size_t>(reason)]; }
const Row& row(ChipReason reason) { return chipRows[static_cast<std::size_t>(reason)]; }
const Row& row(CertificateReason reason) { return certificateRows[static_cast<std::size_t>(reason)]; }

}  // namespace

VerdictStatus statusOf(DataReason reason) { return row(reason).status; }
VerdictStatus statusOf(ChipReason reason) { return row(reason).status; }
VerdictStatus statusOf(CertificateReason reason) { return row(reason).status; }

std::string_view wireName(VerdictStatus status) {
    switch (status) {
        case VerdictStatus::Yes:
            return "yes";
        case VerdictStatus::No:
            return "no";
        case VerdictStatus::Unknown:
            break;
    }
    return "unknown";
}

std::string_view wireName(DataReason reason) { return row(reason).name; }
std::string_view wireName(ChipReason reason) { return row(reason).name; }
std::string_view wireName(CertificateReason reason) { return row(reason).name; }

}  // namespace cccd_bridge::emrtd
