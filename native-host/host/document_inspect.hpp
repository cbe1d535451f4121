// Raw files of a card → what they hold and what can be said of them, by the code that reads cards.
#pragma once

#include "bounded_json/json.hpp"
#include "cccd/citizen.hpp"
#include "host/card_document.hpp"
#include "host/document_files.hpp"
#include "host/trust_store.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cccd_bridge::host {

struct InspectOptions {
    cccd::FieldSet include;  ///< sensitive fields to deliver
    std::shared_ptr<const AnchorSet> anchors;
    std::chrono::sys_seconds now;
    bool inRetrospect = false;  ///< as in emrtd::TrustView
    emrtd::WeakAlgorithms weakAlgorithms = emrtd::WeakAlgorithms::Accept;
};

/// A file that was not understood, or not to its end.
struct FileProblem {
    ErrorCode code;
    std::string file;  ///< "DG13", "SOD"
};

struct Inspection {
    cccd::Citizen citizen;  ///< empty when the data verdict is no
    Verdicts verdicts;
    json::object parsed;  ///< ParsedDocument of schemas/protocol.schema.json
    std::vector<FileProblem> problems;
    CardDocument document;  ///< what the verdicts are about
};

/// Never fails: what cannot be read is a problem, what cannot be established a verdict. Files alone prove no chip.
Inspection inspectDocument(const DocumentFiles& files, const InspectOptions& options);

}  // namespace cccd_bridge::host
