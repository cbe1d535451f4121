#include "host/methods.hpp"

#include <array>

namespace cccd_bridge::host {

namespace {

constexpr std::array<Method, 20> methodTable{{
    {sessionStartMethod, Where::wire, startSession},
    {"host.status", Where::both, reportStatus},
    {"diagnostics.run", Where::both, runDiagnostics},
    {"reader.list", Where::both, listReaders},
    {"card.read", Where::both, readCardMethod},
    {"card.readPhoto", Where::both, readPhotoMethod},
    {operationCancelMethod, Where::wire, cancelOperation},
    {"blob.read", Where::both, readBlob},
    {"qr.parse", Where::both, parseQrMethod},
    {"qr.decode", Where::both, decodeQrMethod},
    {"scanner.list", Where::both, listScanners},
    {"scanner.listen", Where::both, listenToScanners},
    {"scanner.stop", Where::both, stopScanners},
    {"address.resolve", Where::both, resolveAddressMethod},
    {"citizen.compare", Where::both, compareCitizensMethod},
    {"document.inspect", Where::both, inspectDocumentMethod},
    {"evidence.verify", Where::both, verifyEvidenceMethod},
    {"profile.verify", Where::both, verifyProfiles},
    {"trust.list", Where::both, listAnchors},
    {"trust.import", Where::commandLine, importAnchors},
}};

}  // namespace

std::span<const Method> allMethods() { return methodTable; }

}  // namespace cccd_bridge::host
