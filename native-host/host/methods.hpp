// The methods of the wire and of the command line (x-methods of schemas/protocol.schema.json).
#pragma once

#include "host/dispatcher.hpp"

#include <span>

namespace cccd_bridge::host {

/// Every method, with who may call it.
std::span<const Method> allMethods();

/// Params of host.hello.
json::object helloParams();

void startSession(Application& application, const RequestPointer& request, const json::object& params);
void reportStatus(Application& application, const RequestPointer& request, const json::object& params);
void runDiagnostics(Application& application, const RequestPointer& request, const json::object& params);
void cancelOperation(Application& application, const RequestPointer& request, const json::object& params);
void readBlob(Application& application, const RequestPointer& request, const json::object& params);
void listReaders(Application& application, const RequestPointer& request, const json::object& params);
void readCardMethod(Application& application, const RequestPointer& request, const json::object& params);
void readPhotoMethod(Application& application, const RequestPointer& request, const json::object& params);
void parseQrMethod(Application& application, const RequestPointer& request, const json::object& params);
void decodeQrMethod(Application& application, const RequestPointer& request, const json::object& params);
void listScanners(Application& application, const RequestPointer& request, const json::object& params);
void listenToScanners(Application& application, const RequestPointer& request, const json::object& params);
void stopScanners(Application& application, const RequestPointer& request, const json::object& params);
void resolveAddressMethod(Application& application, const RequestPointer& request, const json::object& params);
void compareCitizensMethod(Application& application, const RequestPointer& request, const json::object& params);
void inspectDocumentMethod(Application& application, const RequestPointer& request, const json::object& params);
void verifyEvidenceMethod(Application& application, const RequestPointer& request, const json::object& params);
void verifyProfiles(Application& application, const RequestPointer& request, const json::object& params);
void listAnchors(Application& application, const RequestPointer& request, const json::object& params);
void importAnchors(Application& application, const RequestPointer& request, const json::object& params);

}  // namespace cccd_bridge::host
