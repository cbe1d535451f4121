#include "host/application.hpp"

#include "host/machine_log.hpp"
#include "host/wire_verdicts.hpp"

#include <utility>
#include <variant>

namespace cccd_bridge::host {

namespace {

json::object cardEvent(const std::string& reader, std::uint32_t insertion) {
    json::object params;
    params["reader"] = reader;
    params["insertion"] = insertion;
    return params;
}

}  // namespace

Application::Application(Caller caller, Outbox& outbox, const std::filesystem::path& configDirectory)
    : caller_(caller),
      outbox_(outbox),
      started_(caller == Caller::commandLine),
      trust_(configDirectory),
      scanners_(configDirectory,
                [this](std::string_view event, json::object params) { emit(event, std::move(params)); }),
      readers_([this](const devices::ReaderEvent& event) { announce(event); }) {}

void Application::startSession(const SessionSettings& settings) {
    settings_ = settings;
    started_ = true;
    readers_.start();
}

void Application::whenReadersAreKnown(std::function<void(const devices::ReaderSnapshot&)> then) {
    readers_.start();
    if (readers_.ready()) return then(readers_.snapshot());
    worker_.post([this, then = std::move(then)] { then(readers_.snapshot()); });
}

void Application::emit(std::string_view method, json::object params) {
    if (started_) outbox_.notify(makeEvent(method, std::move(params)));
}

void Application::noteService(bool running) {
    if (serviceRunning_.exchange(running) == running) return;
    logEvent(running ? EventCode::ServiceBack : EventCode::ServiceLost);
}

void Application::announce(const devices::ReaderEvent& event) {
    if (const auto* changed = std::get_if<devices::ReadersChanged>(&event)) {
        noteService(changed->snapshot.serviceRunning);
        emit("reader.changed", toJson(changed->snapshot));
    } else if (const auto* inserted = std::get_if<devices::CardInserted>(&event)) {
        emit("card.inserted", cardEvent(inserted->reader, inserted->insertion));
    } else if (const auto* removed = std::get_if<devices::CardRemoved>(&event)) {
        blobs_.cardLeft(removed->reader, removed->insertion);
        emit("card.removed", cardEvent(removed->reader, removed->insertion));
    }
}

void Application::watchBlobs() {
    worker_.post([this] {
        const auto next = blobs_.forgetOld(BlobStore::Clock::now());
        if (next) worker_.setAlarm(*next, [this] { watchBlobs(); });
    });
}

void Application::clear(std::chrono::milliseconds limit) {
    blobs_.clear();
    scanners_.clear(limit);
    readers_.clear(limit);
}

}  // namespace cccd_bridge::host
