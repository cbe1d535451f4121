#include "host/native_session.hpp"

#include "bounded_json/json.hpp"
#include "host/application.hpp"
#include "host/dispatcher.hpp"
#include "host/framing.hpp"
#include "host/machine_log.hpp"
#include "host/message_writer.hpp"
#include "host/methods.hpp"
#include "host/platform.hpp"
#include "host/scrub_stack.hpp"

#include <chrono>
#include <thread>

namespace cccd_bridge::host {

namespace {

using std::chrono::milliseconds;

// Together well below the second that a browser gives.
constexpr milliseconds lastWordTime{300};
constexpr milliseconds unwindTime{300};
constexpr milliseconds hangUpCheck{100};

class StandardInput final : public ByteSource {
  public:
    std::size_t read(std::span<char> buffer) override { return platform::readInput(buffer); }
};

class WireOutbox final : public Outbox {
  public:
    explicit WireOutbox(MessageWriter& writer) : writer_(writer), reader_(std::this_thread::get_id()) {}

    void respond(const json::object& message) override { send(message); }
    void notify(const json::object& message) override { send(message); }

  private:
    // The thread that reads requests must never wait here; it looks for room before it reads the next one.
    void send(const json::object& message) {
        std::string text = wireText(message, maximumMessage);
        if (std::this_thread::get_id() == reader_) {
            writer_.push(std::move(text));
        } else {
            writer_.pushWhenRoom(std::move(text));
        }
    }

    MessageWriter& writer_;
    std::thread::id reader_;
};

// False when the browser went away instead of reading what waits for it.
bool waitForRoom(MessageWriter& writer) {
    while (!writer.waitForRoom(hangUpCheck))
        if (platform::inputClosed()) return false;
    return true;
}

[[noreturn]] void finish(Application& application, Dispatcher& dispatcher, int status) {
    dispatcher.cancelAll();
    application.clear(unwindTime);
    platform::leave(status);
}

}  // namespace

void runNativeSession(const std::filesystem::path& configDirectory) {
    platform::treatTerminationAsEndOfInput();
    MessageWriter writer(platform::writeOutput, [] { platform::leave(0); });
    writer.push(serializeJson(makeEvent("host.hello", helloParams())));

    WireOutbox outbox(writer);
    Application application(Caller::wire, outbox, configDirectory);
    Dispatcher dispatcher(allMethods(), Caller::wire, application, outbox);
    application.setCanceller([&dispatcher](RequestId id) { return dispatcher.cancel(id); });

    StandardInput input;
    while (waitForRoom(writer)) {
        const auto frame = readFrame(input);
        if (!frame) {
            // What follows the length cannot be told from the next frame: say so and end.
            outbox.respond(makeError(std::nullopt, frame.error()));
            writer.drain(lastWordTime);
            finish(application, dispatcher, 1);
        }
        if (!*frame) break;
        dispatcher.receive(**frame, wireParseMemory);
        scrubStack();
    }
    finish(application, dispatcher, 0);
}

void refuseCaller() {
    const ErrorCode refusal = ErrorCode::ProtocolOriginRefused;
    logEvent(EventCode::ProgramCallerRefused, {{"code", std::string(errorText(refusal).wireCode)}});
    const std::string text = serializeJson(makeError(std::nullopt, Error{refusal, {}, {}}));
    platform::writeOutput(frameHeader(text) + text);
    platform::leave(1);
}

}  // namespace cccd_bridge::host
