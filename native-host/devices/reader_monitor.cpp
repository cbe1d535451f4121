#include "devices/reader_monitor.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace cccd_bridge::devices {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds firstBackOff{100};
constexpr milliseconds longestBackOff{5000};
// A reader plugged between the listing and the wait shows in neither; one more look a second later finds it.
constexpr milliseconds settleTime{1000};
// A cancel that comes just before the wait begins is lost, so it is repeated until the thread ends.
constexpr milliseconds cancelInterval{20};

std::vector<ReaderWatch> watchesFor(std::vector<std::string> names, const std::vector<ReaderWatch>& previous) {
    names.emplace_back(plugAndPlayReader);
    std::vector<ReaderWatch> watches;
    for (std::string& name : names) {
        const auto known = std::ranges::find(previous, name, &ReaderWatch::name);
        watches.push_back(known == previous.end() ? ReaderWatch{.name = std::move(name), .known = 0, .flags = {}}
                                                  : *known);
    }
    return watches;
}

bool readerGone(const std::vector<ReaderWatch>& watches) {
    return std::ranges::any_of(watches, [](const ReaderWatch& watch) { return watch.flags.unknown; });
}

}  // namespace

ReaderMonitor::ReaderMonitor(Listener listener) : listener_(std::move(listener)) {}

ReaderMonitor::~ReaderMonitor() {
    if (!thread_.joinable()) return;
    std::unique_lock lock(mutex_);
    stopping_ = true;
    changed_.notify_all();
    while (!finished_) {
        if (waiting_ != nullptr) waiting_->cancel();
        changed_.wait_for(lock, cancelInterval);
    }
    lock.unlock();
    thread_.join();
}

void ReaderMonitor::start() {
    const std::scoped_lock lock(mutex_);
    if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
}

ReaderSnapshot ReaderMonitor::snapshot(milliseconds patience) const {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, patience, [this] { return looked_; });
    return table_.snapshot();
}

bool ReaderMonitor::hasLooked() const {
    const std::scoped_lock lock(mutex_);
    return looked_;
}

bool ReaderMonitor::stopping() const {
    const std::scoped_lock lock(mutex_);
    return stopping_;
}

void ReaderMonitor::markStuck(const std::string& reader, bool stuck) {
    publish([&](ReaderTable& table) { return table.markStuck(reader, stuck); });
}

void ReaderMonitor::publish(const std::function<std::vector<ReaderEvent>(ReaderTable&)>& change) {
    const std::scoped_lock order(publishing_);
    std::vector<ReaderEvent> events;
    {
        const std::scoped_lock lock(mutex_);
        events = change(table_);
    }
    for (const ReaderEvent& event : events) listener_(event);
}

void ReaderMonitor::lookDone() {
    const std::scoped_lock lock(mutex_);
    looked_ = true;
    changed_.notify_all();
}

void ReaderMonitor::run() {
    milliseconds backOff = firstBackOff;
    while (!stopping()) {
        healthy_ = false;
        const auto outcome = watch();
        if (outcome) continue;
        // Where the service sleeps without readers, there is simply none.
        const bool asleep = outcome.error().code == ErrorCode::ReaderNone;
        publish([&](ReaderTable& table) { return asleep ? table.update({}) : table.serviceLost(); });
        lookDone();
        if (healthy_) backOff = firstBackOff;
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, backOff, [this] { return stopping_; });
        backOff = std::min(backOff * 2, longestBackOff);
    }
    const std::scoped_lock lock(mutex_);
    finished_ = true;
    changed_.notify_all();
}

// States of new readers come at once; with no reader at all there is nothing to ask for.
Result<void> ReaderMonitor::look(PcscContext& context, std::vector<ReaderWatch>& watches) {
    if (watches.size() > 1) {
        auto first = context.waitForChange(watches, milliseconds(0));
        if (!first && first.error().code == ErrorCode::ReaderUnknown) return {};
        if (!first) return std::unexpected(first.error());
    }
    publish([&](ReaderTable& table) { return table.update(watches); });
    lookDone();
    return {};
}

Result<ReaderMonitor::ListingStill> ReaderMonitor::wait(PcscContext& context, std::vector<ReaderWatch>& watches,
                                                        bool settled) {
    const auto limit = settled ? std::nullopt : std::optional<milliseconds>(settleTime);
    const auto ended = context.waitForChange(watches, limit);
    // A reader that went between the listing and the wait is no failure of the service.
    if (!ended && ended.error().code == ErrorCode::ReaderUnknown) return ListingStill::outdated;
    if (!ended) return std::unexpected(ended.error());
    if (*ended != WaitEnd::changed) return ListingStill::outdated;
    publish([&](ReaderTable& table) { return table.update(watches); });
    return watches.back().flags.changed || readerGone(watches) ? ListingStill::outdated : ListingStill::holds;
}

// One life of a context: list, look, wait, again; returns when the service fails or the monitor stops.
Result<void> ReaderMonitor::watch() {
    TRY(PcscContext context, PcscContext::establish());
    struct Cancellable {
        ReaderMonitor& monitor;
        Cancellable(ReaderMonitor& owner, const PcscContext& context) : monitor(owner) {
            const std::scoped_lock lock(monitor.mutex_);
            monitor.waiting_ = &context;
        }
        ~Cancellable() {
            const std::scoped_lock lock(monitor.mutex_);
            monitor.waiting_ = nullptr;
        }
    } cancellable(*this, context);

    std::vector<ReaderWatch> watches;
    std::optional<std::vector<std::string>> listed;
    while (!stopping()) {
        TRY(std::vector<std::string> names, context.listReaders());
        const bool settled = listed == names;
        watches = watchesFor(names, watches);
        listed = std::move(names);
        if (!settled) TRY_VOID(look(context, watches));
        healthy_ = true;
        auto still = ListingStill::holds;
        while (still == ListingStill::holds && !stopping()) {
            TRY(still, wait(context, watches, settled));
        }
    }
    return {};
}

}  // namespace cccd_bridge::devices
