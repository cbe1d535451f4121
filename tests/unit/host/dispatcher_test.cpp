#include "host/dispatcher.hpp"

#include "host/application.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace cccd_bridge;
using namespace cccd_bridge::host;

namespace {

class RecordingOutbox final : public Outbox {
  public:
    void respond(const json::object& message) override { messages.push_back(message); }
    void notify(const json::object&) override {}

    std::string lastCode() const {
        const json::value* error = messages.back().if_contains("error");
        return error == nullptr ? "" : std::string(error->at("data").at("code").as_string());
    }

    std::vector<json::object> messages;
};

std::vector<RequestPointer> waiting;

void answerAtOnce(Application&, const RequestPointer& request, const json::object& params) { request->succeed(params); }
void answerLater(Application&, const RequestPointer& request, const json::object&) { waiting.push_back(request); }
void forgetToAnswer(Application&, const RequestPointer&, const json::object&) {}

constexpr Method methods[] = {{"echo", Where::both, answerAtOnce},
                              {"wait", Where::both, answerLater},
                              {"forget", Where::both, forgetToAnswer},
                              {"wireOnly", Where::wire, answerAtOnce},
                              {"commandOnly", Where::commandLine, answerAtOnce},
                              {operationCancelMethod, Where::both, answerAtOnce},
                              {sessionStartMethod, Where::wire, answerAtOnce}};

struct Desk {
    explicit Desk(Caller caller)
        : application(caller, outbox, "/nonexistent"), dispatcher(methods, caller, application, outbox) {}

    std::string ask(std::string_view text) {
        outbox.messages.emplace_back();
        dispatcher.receive(text, wireParseMemory);
        return outbox.lastCode();
    }
    static std::string request(std::string_view method, int id = 1) {
        return R"({"jsonrpc":"2.0","id":)" + std::to_string(id) + R"(,"method":")" + std::string(method) + "\"}";
    }

    RecordingOutbox outbox;
    Application application;
    Dispatcher dispatcher;
};

}  // namespace

TEST_CASE("who may call what, and when") {
    Desk wire(Caller::wire);
    CHECK(wire.ask(Desk::request("echo")) == "protocol.notStarted");
    CHECK(wire.ask(Desk::request("commandOnly")) == "protocol.commandLineOnly");
    CHECK(wire.ask(Desk::request("nothing")) == "protocol.methodUnknown");
    CHECK(wire.ask(Desk::request("session.start")) == "");
    Desk commandLine(Caller::commandLine);
    CHECK(commandLine.ask(Desk::request("echo")) == "");
    CHECK(commandLine.ask(Desk::request("commandOnly")) == "");
    CHECK(commandLine.ask(Desk::request("wireOnly")) == "protocol.methodUnknown");
}

TEST_CASE("a request is answered once, also when its method forgets to") {
    Desk desk(Caller::commandLine);
    CHECK(desk.ask(Desk::request("forget")) == "protocol.internal");
    desk.ask(Desk::request("wait", 7));
    const std::size_t before = desk.outbox.messages.size();
    waiting.back()->succeed({});
    waiting.back()->fail(Error{ErrorCode::CardNone, {}, {}});
    waiting.clear();
    CHECK(desk.outbox.messages.size() == before + 1);
}

TEST_CASE("ids in use, too many requests, and cancelling") {
    Desk desk(Caller::commandLine);
    for (int id = 1; id <= static_cast<int>(maximumInFlight); ++id) desk.ask(Desk::request("wait", id));
    CHECK(desk.ask(Desk::request("echo", 5)) == "protocol.invalidRequest");
    CHECK(desk.ask(Desk::request("echo", 99)) == "protocol.busy");
    CHECK(desk.ask(Desk::request("operation.cancel", 99)) == "");
    CHECK(desk.ask(Desk::request("operation.cancel", 5)) == "protocol.invalidRequest");
    CHECK(desk.dispatcher.cancel(5));
    CHECK(waiting[4]->stopToken().stop_requested());
    CHECK_FALSE(waiting[5]->stopToken().stop_requested());
    CHECK_FALSE(desk.dispatcher.cancel(99));
    desk.dispatcher.cancelAll();
    CHECK(waiting[5]->stopToken().stop_requested());
    waiting.clear();
    CHECK(desk.ask(Desk::request("echo", 99)) == "");
    CHECK_FALSE(desk.dispatcher.cancel(5));
}

TEST_CASE("a request without an id is a notification, unless the caller gives it one") {
    Desk desk(Caller::commandLine);
    desk.dispatcher.receive(R"({"jsonrpc":"2.0","method":"echo"})", wireParseMemory);
    CHECK(desk.outbox.messages.empty());
    desk.dispatcher.receive(R"({"method":"echo"})", wireParseMemory, 42);
    REQUIRE(desk.outbox.messages.size() == 1);
    CHECK(desk.outbox.messages.back().at("id").as_int64() == 42);
}
