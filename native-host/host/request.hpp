// A request in progress: answered exactly once, from any thread, and told to stop by a cancel.
#pragma once

#include "host/outbox.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

namespace cccd_bridge::host {

class Request {
  public:
    /// Given the finished response message; called once.
    using Finish = std::function<void(const json::object&)>;

    Request(RequestId id, Finish finish) : id_(id), finish_(std::move(finish)) {}
    Request(const Request&) = delete;
    Request& operator=(const Request&) = delete;
    /// A request that nobody answered is a fault of the program, and is answered as one.
    ~Request();

    RequestId id() const { return id_; }
    void succeed(json::object result);
    void fail(const Error& error, json::object params = {});
    void answer(Result<json::object> outcome);

    std::stop_token stopToken() const { return stop_.get_token(); }
    void cancel() { stop_.request_stop(); }

  private:
    bool claim() { return !answered_.exchange(true); }

    RequestId id_;
    Finish finish_;
    std::stop_source stop_;
    std::atomic<bool> answered_ = false;
};

using RequestPointer = std::shared_ptr<Request>;

}  // namespace cccd_bridge::host
