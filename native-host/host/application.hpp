// The services that methods work with, for one caller.
#pragma once

#include "host/blob_store.hpp"
#include "host/outbox.hpp"
#include "host/reader_service.hpp"
#include "host/scanner_service.hpp"
#include "host/session_settings.hpp"
#include "host/trust_store.hpp"
#include "host/worker.hpp"

#include <atomic>
#include <filesystem>
#include <functional>

namespace cccd_bridge::host {

/// The version of the wire that this host speaks.
inline constexpr int protocolVersion = 1;

class Application {
  public:
    /// The command line needs no session.start: its session is there from the beginning.
    Application(Caller caller, Outbox& outbox, const std::filesystem::path& configDirectory);
    Application(const Application&) = delete;
    Application& operator=(const Application&) = delete;

    Caller caller() const { return caller_; }
    bool sessionStarted() const { return started_; }

    /// Opens the session and begins to watch the readers. Only from the thread that reads requests.
    void startSession(const SessionSettings& settings);
    const SessionSettings& settings() const { return settings_; }

    ReaderService& readers() { return readers_; }
    /// At once when the readers are known, else on the worker, which may wait for the first look.
    void whenReadersAreKnown(std::function<void(const devices::ReaderSnapshot&)> then);

    BlobStore& blobs() { return blobs_; }
    TrustStore& trust() { return trust_; }
    ScannerService& scanners() { return scanners_; }

    /// One thread for everything that takes time and is not about a reader.
    Worker& worker() { return worker_; }

    /// One thread for pictures, so that one at a time is looked at and nothing else waits behind them.
    Worker& pictureWorker() { return pictureWorker_; }

    /// Sends an event, once the session is started.
    void emit(std::string_view method, json::object params);

    /// How a request is cancelled by its id; set by whoever dispatches.
    void setCanceller(std::function<bool(RequestId)> cancel) { cancel_ = std::move(cancel); }
    bool cancel(RequestId id) const { return cancel_ && cancel_(id); }

    /// Sees to it that blobs nobody fetches are wiped in time.
    void watchBlobs();

    /// Wipes what is kept of cards and gives scanners back; waits for either up to `limit`.
    void clear(std::chrono::milliseconds limit);

  private:
    void announce(const devices::ReaderEvent& event);
    void noteService(bool running);

    Caller caller_;
    Outbox& outbox_;
    std::atomic<bool> started_;
    std::atomic<bool> serviceRunning_ = true;  // as far as the machine's log was told
    SessionSettings settings_;
    std::function<bool(RequestId)> cancel_;
    BlobStore blobs_;
    TrustStore trust_;
    Worker worker_;
    Worker pictureWorker_;
    ScannerService scanners_;
    ReaderService readers_;
};

}  // namespace cccd_bridge::host
