// All scanners of a desk on one thread: what is plugged in, what is opened, and what they read.
#pragma once

#include "devices/scan_intake.hpp"
#include "devices/serial_source.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace cccd_bridge::devices {

/// Called on the hub's thread, one at a time; while one runs, no scanner is read.
struct ScannerListener {
    std::function<void(const std::vector<ScannerInfo>&)> changed;
    std::function<void(const ScannerInfo&, const RawScan&)> scanned;
    std::function<void(const ScannerInfo&, const Error&)> rejected;
};

class ScannerHub {
  public:
    using Answer = std::function<void(Result<std::vector<ScannerInfo>>)>;

    ScannerHub(std::vector<SerialSetting> serial, ScannerListener listener);
    ScannerHub(const ScannerHub&) = delete;
    ScannerHub& operator=(const ScannerHub&) = delete;
    /// Gives every scanner back; waits for it.
    ~ScannerHub();

    /// These answer on the hub's thread, which starts with the first of them; nothing looks for scanners before.
    void list(Answer answer);

    /// Opens one scanner, or without an id all automatic ones, also those that are plugged in later; what cannot be
    /// opened is tried again until stop(). Errors with an id: ScannerNone, ScannerAccessDenied, ScannerBusy,
    /// ScannerDisconnected; it is tried again all the same, if it is there.
    void listen(std::optional<std::string> id, OpenOptions options, Answer answer);

    /// Gives one scanner back, or all. Errors with an id: ScannerNone.
    void stop(std::optional<std::string> id, Answer answer);

    /// Gives every scanner back for good; waits for it up to `limit`.
    void close(std::chrono::milliseconds limit);

  private:
    struct Entry {
        FoundScanner found;
        std::unique_ptr<ScannerLink> link;
        ScanIntake intake;
    };

    void start();
    std::vector<FoundScanner> findAll();
    void look();
    void merge(std::vector<FoundScanner> found);
    void openWanted();
    void open(Entry& entry);
    void drop(Entry& entry);
    bool wants(const Entry& entry) const;
    std::chrono::milliseconds receive(const std::string& id, std::span<ScanOutcome> scans);
    void lose(const std::string& id, const Error& error);
    void tick();
    void awaitTick();
    void publish();
    std::vector<ScannerInfo> snapshot() const;

    boost::asio::io_context context_;
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
    boost::asio::steady_timer timer_;
    std::vector<SerialSetting> serial_;
    ScannerListener listener_;
    std::vector<std::unique_ptr<ScannerSource>> sources_;
    std::map<std::string, Entry> entries_;
    std::vector<ScannerInfo> announced_;
    bool listenAll_ = false;
    bool ticking_ = false;
    std::map<std::string, OpenOptions> named_;
    std::set<std::string> excepted_;
    std::once_flag started_;
    std::thread thread_;
};

}  // namespace cccd_bridge::devices
