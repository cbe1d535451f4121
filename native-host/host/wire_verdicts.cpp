#include "host/wire_verdicts.hpp"

namespace cccd_bridge::host {

namespace {

template <class Verdict>
json::object verdictToJson(const Verdict& verdict) {
    json::object object;
    object["status"] = emrtd::wireName(verdict.status());
    object["reason"] = emrtd::wireName(verdict.reason);
    return object;
}

}  // namespace

std::string dataGroupName(int number) { return "DG" + std::to_string(number); }

std::string_view wireName(emrtd::AccessProtocol protocol) {
    return protocol == emrtd::AccessProtocol::Pace ? "pace" : "bac";
}

json::object toJson(const Verdicts& verdicts) {
    json::object data = verdictToJson(verdicts.data);
    if (verdicts.dataRefused() && !verdicts.data.dataGroups.empty()) {
        json::array groups;
        for (const int number : verdicts.data.dataGroups) groups.emplace_back(dataGroupName(number));
        data["dataGroups"] = std::move(groups);
    }
    json::object object;
    object["data"] = std::move(data);
    object["chip"] = verdictToJson(verdicts.chip);
    object["certificate"] = verdictToJson(verdicts.certificate);
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
