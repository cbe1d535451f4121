#include "host/wire_verdicts.hpp"

namespace cccd_bridge::host {

namespace {

template <class Reason>
json::object verdictToJson(const emrtd::Verdict<Reason>& verdict, std::optional<emrtd::VerdictRule> rule = {}) {
    json::object object;
    object["status"] = emrtd::wireName(verdict.status());
    object["reason"] = emrtd::wireName(verdict.reason);
    if (rule) object["rule"] = emrtd::wireName(*rule);
    return object;
}

json::object dataToJson(const emrtd::DataVerdict& verdict) {
    json::object object = verdictToJson(verdict, verdict.rule);
    if (verdict.status() == emrtd::VerdictStatus::No && !verdict.dataGroups.empty()) {
        json::array groups;
        for (const int number : verdict.dataGroups) groups.emplace_back(dataGroupName(number));
        object["dataGroups"] = std::move(groups);
    }
    if (!verdict.warnings.empty()) {
        json::array warnings;
        for (const emrtd::TrustWarning warning : verdict.warnings) warnings.emplace_back(emrtd::wireName(warning));
        object["warnings"] = std::move(warnings);
    }
    return object;
}

}  // namespace

std::string dataGroupName(int number) { return "DG" + std::to_string(number); }

std::string_view wireName(emrtd::AccessProtocol protocol) {
    return protocol == emrtd::AccessProtocol::Pace ? "pace" : "bac";
}

json::object toJson(const emrtd::DataVerdict& data, const emrtd::CertificateVerdict& certificate) {
    json::object object;
    object["data"] = dataToJson(data);
    object["certificate"] = verdictToJson(certificate, certificate.rule);
    return object;
}

json::object toJson(const Verdicts& verdicts) {
    json::object object;
    object["data"] = dataToJson(verdicts.data);
    object["chip"] = verdictToJson(verdicts.chip);
    object["certificate"] = verdictToJson(verdicts.certificate, verdicts.certificate.rule);
    return object;
}

json::object toJson(const devices::ReaderInfo& reader) {
    json::object object;
    object["name"] = reader.name;
    object["state"] = devices::wireName(reader.state);
    object["class"] = devices::wireName(reader.readerClass);
    if (reader.hasCard()) object["insertion"] = reader.insertion;
    return object;
}

json::object toJson(const devices::ReaderSnapshot& snapshot) {
    json::array readers;
    for (const devices::ReaderInfo& reader : snapshot.readers) readers.emplace_back(toJson(reader));
    json::object object;
    object["service"] = snapshot.serviceRunning ? "running" : "unavailable";
    object["readers"] = std::move(readers);
    return object;
}

}  // namespace cccd_bridge::host
