#include "host/reader_service.hpp"

#include <condition_variable>
#include <utility>
#include <variant>

namespace cccd_bridge::host {

namespace {

constexpr std::chrono::milliseconds firstLookPatience{1000};

Result<devices::ReaderInfo> checkUsable(const devices::ReaderInfo& reader) {
    if (reader.state == devices::ReaderState::stuck) return fail(ErrorCode::ReaderStuck);
    if (!reader.hasCard()) return fail(ErrorCode::CardNone);
    if (reader.state == devices::ReaderState::mute) return fail(ErrorCode::CardUnresponsive);
    return reader;
}

}  // namespace

bool ReaderStation::tryPost(Task read, std::function<void()> answer) {
    if (reading_.exchange(true)) return false;
    worker_.post([this, read = std::move(read), answer = std::move(answer)] {
        worker_.clearAlarm();
        read(visit_);
        reading_ = false;
        answer();
    });
    return true;
}

void ReaderStation::forget(std::uint32_t insertion) {
    worker_.post([this, insertion] {
        if (visit_.insertion == insertion) visit_.startAnew(0);
    });
}

void ReaderStation::keepChannelFor(std::chrono::milliseconds time, CardVisit& visit) {
    if (!visit.open) return;
    if (time == std::chrono::milliseconds::zero()) return visit.open.reset();
    worker_.setAlarm(Worker::Clock::now() + time, [this] { visit_.open.reset(); });
}

void ReaderStation::clear(std::function<void()> done) {
    worker_.post([this, done = std::move(done)] {
        visit_ = CardVisit();
        done();
    });
}

ReaderService::ReaderService(Listener listener)
    : listener_(std::move(listener)),
      monitor_(std::make_shared<devices::ReaderMonitor>([this](const devices::ReaderEvent& event) { notice(event); })) {
}

void ReaderService::notice(const devices::ReaderEvent& event) {
    if (const auto* removed = std::get_if<devices::CardRemoved>(&event)) {
        const std::scoped_lock lock(mutex_);
        const auto found = stations_.find(removed->reader);
        if (found != stations_.end()) found->second->forget(removed->insertion);
    }
    listener_(event);
}

devices::ReaderSnapshot ReaderService::snapshot() const { return monitor_->snapshot(firstLookPatience); }

Result<devices::ReaderInfo> ReaderService::choose(const std::optional<std::string>& name) const {
    const devices::ReaderSnapshot now = snapshot();
    if (!now.serviceRunning) return fail(ErrorCode::PcscServiceUnavailable);
    std::vector<devices::ReaderInfo> usable;
    for (const devices::ReaderInfo& reader : now.readers)
        if (reader.readerClass != devices::ReaderClass::isVirtual) usable.push_back(reader);
    if (usable.empty()) return fail(ErrorCode::ReaderNone);
    std::vector<const devices::ReaderInfo*> chosen;
    for (const devices::ReaderInfo& reader : usable)
        if (name ? reader.name == *name : reader.hasCard()) chosen.push_back(&reader);
    if (name && chosen.empty()) return fail(ErrorCode::ReaderUnknown);
    if (chosen.empty()) return fail(ErrorCode::CardNone);
    if (chosen.size() > 1) return fail(ErrorCode::ReaderUnknown, "more than one reader has a card");
    return checkUsable(*chosen.front());
}

ReaderStation& ReaderService::station(const std::string& reader) {
    const std::scoped_lock lock(mutex_);
    auto& station = stations_[reader];
    if (!station) station = std::make_unique<ReaderStation>();
    return *station;
}

std::function<void(bool)> ReaderService::stuckMarker(const std::string& reader) const {
    return [monitor = std::weak_ptr(monitor_), reader](bool stuck) {
        if (const auto alive = monitor.lock()) alive->markStuck(reader, stuck);
    };
}

void ReaderService::clear(std::chrono::milliseconds limit) {
    struct Pending {
        std::mutex mutex;
        std::condition_variable changed;
        std::size_t count = 0;
    };
    const auto pending = std::make_shared<Pending>();
    {
        const std::scoped_lock lock(mutex_);
        pending->count = stations_.size();
        for (const auto& [name, station] : stations_)
            station->clear([pending] {
                const std::scoped_lock done(pending->mutex);
                --pending->count;
                pending->changed.notify_all();
            });
    }
    std::unique_lock lock(pending->mutex);
    pending->changed.wait_for(lock, limit, [&] { return pending->count == 0; });
}

}  // namespace cccd_bridge::host
