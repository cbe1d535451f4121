#include "host/request.hpp"

#include <utility>

namespace cccd_bridge::host {

Request::~Request() {
    if (claim()) finish_(makeError(id_, Error{ErrorCode::ProtocolInternal, "not answered", {}}));
}

void Request::succeed(json::object result) {
    if (claim()) finish_(makeResponse(id_, std::move(result)));
}

void Request::fail(const Error& error, json::object params) {
    if (claim()) finish_(makeError(id_, error, std::move(params)));
}

void Request::answer(Result<json::object> outcome) {
    if (outcome) {
        succeed(std::move(*outcome));
    } else {
        fail(outcome.error());
    }
}

}  // namespace cccd_bridge::host
