// Verdicts, readers and problems in JSON: schemas/verdicts.schema.json, schemas/protocol.schema.json.
#pragma once

#include "bounded_json/json.hpp"
#include "devices/reader_table.hpp"
#include "emrtd/document_session.hpp"
#include "emrtd/verdicts.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace cccd_bridge::host {

/// The three answers of a read.
struct Verdicts {
    emrtd::DataVerdict data{};
    emrtd::ChipVerdict chip{emrtd::ChipReason::Pending};
    emrtd::CertificateVerdict certificate{};

    bool dataRefused() const { return data.status() == emrtd::VerdictStatus::No; }
    /// Forged data, or a chip that is a copy: nothing of the card may be used.
    bool refused() const { return dataRefused() || chip.status() == emrtd::VerdictStatus::No; }
};

json::object toJson(const Verdicts& verdicts);
/// `{data, certificate}` of a file that is signed by itself.
json::object toJson(const emrtd::DataVerdict& data, const emrtd::CertificateVerdict& certificate);
json::object toJson(const devices::ReaderInfo& reader);

/// `{service, readers}` as in reader.list and reader.changed.
json::object toJson(const devices::ReaderSnapshot& snapshot);

/// "DG13" for 13.
std::string dataGroupName(int number);

std::string_view wireName(emrtd::AccessProtocol protocol);

}  // namespace cccd_bridge::host
