#include "host/outbox.hpp"

#include <utility>

namespace cccd_bridge::host {

json::object makeResponse(RequestId id, json::object result) {
    json::object message;
    message["jsonrpc"] = "2.0";
    message["id"] = id;
    message["result"] = std::move(result);
    return message;
}

json::object makeError(std::optional<RequestId> id, const Error& error, json::object params) {
    const ErrorText& text = errorText(error.code);
    json::object message;
    message["jsonrpc"] = "2.0";
    if (id) {
        message["id"] = *id;
    } else {
        message["id"] = nullptr;
    }
    json::object data{{"code", text.wireCode}};
    // Which parameter: our own names for them, never what was sent.
    if (error.code == ErrorCode::ProtocolInvalidParams && !error.detail.empty()) params["parameter"] = error.detail;
    if (!params.empty()) data["params"] = std::move(params);
    message["error"] = {{"code", text.jsonRpcCode}, {"message", text.messageEn}, {"data", std::move(data)}};
    return message;
}

json::object makeEvent(std::string_view method, json::object params) {
    json::object message;
    message["jsonrpc"] = "2.0";
    message["method"] = method;
    message["params"] = std::move(params);
    return message;
}

std::string wireText(const json::object& message, std::size_t longest) {
    std::string text = serializeJson(message);
    const json::value* id = message.if_contains("id");
    if (text.size() <= longest || id == nullptr || !id->is_number()) return text;
    return serializeJson(makeError(id->to_number<RequestId>(), fail(ErrorCode::ProtocolTooLarge, "answer").error()));
}

}  // namespace cccd_bridge::host
