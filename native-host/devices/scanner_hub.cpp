#include "devices/scanner_hub.hpp"

#include "devices/hid_pos_source.hpp"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <condition_variable>
#include <iterator>
#include <mutex>
#include <utility>

namespace cccd_bridge::devices {

namespace asio = boost::asio;

namespace {

using std::chrono::milliseconds;

constexpr std::size_t mostScanners = 32;
// How long until a scanner that could not be opened is tried again, and a noisy one is asked whether it is quiet.
constexpr milliseconds retryInterval{500};

ScannerState stateAfter(const Error& error) {
    if (error.code == ErrorCode::ScannerAccessDenied) return ScannerState::denied;
    return error.code == ErrorCode::ScannerBusy ? ScannerState::busy : ScannerState::failed;
}

void setState(ScannerInfo& info, ScannerState state, std::optional<ErrorCode> error = std::nullopt) {
    info.state = state;
    info.error = error;
}

}  // namespace

ScannerHub::ScannerHub(std::vector<SerialSetting> serial, ScannerListener listener)
    : work_(asio::make_work_guard(context_)),
      timer_(context_),
      serial_(std::move(serial)),
      listener_(std::move(listener)) {}

ScannerHub::~ScannerHub() {
    if (!thread_.joinable()) return;
    context_.stop();
    thread_.join();
}

void ScannerHub::start() {
    std::call_once(started_, [this] {
        asio::post(context_, [this] {
            sources_.push_back(std::make_unique<HidPosSource>(context_, [this] { look(); }));
            sources_.push_back(std::make_unique<SerialSource>(context_, std::move(serial_), [this] { look(); }));
            merge(findAll());
            announced_ = snapshot();
        });
        thread_ = std::thread([this] { context_.run(); });
    });
}

void ScannerHub::list(Answer answer) {
    start();
    asio::post(context_, [this, answer = std::move(answer)] { answer(snapshot()); });
}

void ScannerHub::listen(std::optional<std::string> id, OpenOptions options, Answer answer) {
    start();
    asio::post(context_, [this, id = std::move(id), options, answer = std::move(answer)] {
        if (!id) {
            listenAll_ = true;
            excepted_.clear();
            openWanted();
            return answer(snapshot());
        }
        const auto entry = entries_.find(*id);
        if (entry == entries_.end()) return answer(fail(ErrorCode::ScannerNone));
        named_.insert_or_assign(*id, options);
        excepted_.erase(*id);
        openWanted();
        const auto error = entry->second.found.info.error;
        if (error && !entry->second.link) return answer(fail(*error));
        answer(snapshot());
    });
}

void ScannerHub::stop(std::optional<std::string> id, Answer answer) {
    start();
    asio::post(context_, [this, id = std::move(id), answer = std::move(answer)] {
        if (!id) {
            listenAll_ = false;
            named_.clear();
        } else if (entries_.contains(*id)) {
            named_.erase(*id);
            excepted_.insert(*id);
        } else {
            return answer(fail(ErrorCode::ScannerNone));
        }
        for (auto& [name, entry] : entries_)
            if (!wants(entry)) drop(entry);
        publish();
        answer(snapshot());
    });
}

void ScannerHub::close(milliseconds limit) {
    if (!thread_.joinable()) return;
    struct Done {
        std::mutex mutex;
        std::condition_variable changed;
        bool closed = false;
    };
    const auto done = std::make_shared<Done>();
    asio::post(context_, [this, done] {
        listenAll_ = false;
        named_.clear();
        entries_.clear();
        const std::scoped_lock lock(done->mutex);
        done->closed = true;
        done->changed.notify_all();
    });
    std::unique_lock lock(done->mutex);
    done->changed.wait_for(lock, limit, [&] { return done->closed; });
}

bool ScannerHub::wants(const Entry& entry) const {
    const ScannerInfo& info = entry.found.info;
    return named_.contains(info.id) || (listenAll_ && info.automatic && !excepted_.contains(info.id));
}

std::vector<FoundScanner> ScannerHub::findAll() {
    std::vector<FoundScanner> found;
    for (const auto& source : sources_) std::ranges::move(source->find(), std::back_inserter(found));
    return found;
}

void ScannerHub::look() {
    merge(findAll());
    openWanted();
}

void ScannerHub::merge(std::vector<FoundScanner> found) {
    std::set<std::string> present;
    for (FoundScanner& scanner : found) {
        if (present.size() == mostScanners) break;
        present.insert(scanner.info.id);
        Entry& entry = entries_[scanner.info.id];
        setState(scanner.info, entry.found.info.state, entry.found.info.error);
        entry.found = std::move(scanner);
    }
    for (auto at = entries_.begin(); at != entries_.end();) {
        if (present.contains(at->first)) {
            ++at;
            continue;
        }
        if (at->second.link && at->second.link->inScan())
            listener_.rejected(at->second.found.info, fail(ErrorCode::ScannerDisconnected).error());
        at = entries_.erase(at);
    }
}

void ScannerHub::openWanted() {
    for (auto& [id, entry] : entries_)
        if (!entry.link && wants(entry)) open(entry);
    publish();
    awaitTick();
}

void ScannerHub::open(Entry& entry) {
    ScannerInfo& info = entry.found.info;
    const auto named = named_.find(info.id);
    const OpenOptions options = named == named_.end() ? OpenOptions() : named->second;
    LinkEvents events{
        .scans = [this, id = info.id](std::span<ScanOutcome> scans) { return receive(id, scans); },
        .lost = [this, id = info.id](const Error& error) { lose(id, error); },
    };
    auto link = entry.found.open(options, std::move(events));
    if (!link) return setState(info, stateAfter(link.error()), link.error().code);
    entry.link = *std::move(link);
    entry.intake = ScanIntake();
    setState(info, ScannerState::listening);
}

void ScannerHub::drop(Entry& entry) {
    entry.link.reset();
    setState(entry.found.info, ScannerState::ready);
}

milliseconds ScannerHub::receive(const std::string& id, std::span<ScanOutcome> scans) {
    const auto found = entries_.find(id);
    if (found == entries_.end()) return milliseconds::zero();
    Entry& entry = found->second;
    const auto now = ScanIntake::Clock::now();
    entry.intake.noticeActivity(now);
    for (ScanOutcome& scan : scans) {
        const ScanIntake::Verdict verdict = entry.intake.judge(scan, now);
        if (verdict == ScanIntake::Verdict::pass) listener_.scanned(entry.found.info, *scan);
        if (verdict == ScanIntake::Verdict::report) listener_.rejected(entry.found.info, scan.error());
    }
    if (entry.intake.isNoisy() && entry.found.info.state != ScannerState::noisy) {
        setState(entry.found.info, ScannerState::noisy, ErrorCode::ScannerGarbage);
        publish();
    }
    if (entry.intake.isUnsettled()) awaitTick();
    const auto busy = static_cast<int>(scans.size());
    return entry.intake.isNoisy() ? ScanIntake::pace * 10 : ScanIntake::pace * busy;
}

void ScannerHub::lose(const std::string& id, const Error& error) {
    const auto found = entries_.find(id);
    if (found == entries_.end()) return;
    Entry& entry = found->second;
    if (entry.link && entry.link->inScan()) listener_.rejected(entry.found.info, error);
    entry.link.reset();
    setState(entry.found.info, ScannerState::failed, error.code);
    publish();
    awaitTick();
}

void ScannerHub::tick() {
    const auto now = ScanIntake::Clock::now();
    for (auto& [id, entry] : entries_)
        if (entry.intake.isUnsettled() && entry.intake.settle(now) && entry.link)
            setState(entry.found.info, ScannerState::listening);
    // What another program has let go of is not announced by the system.
    look();
}

// Only while there is something to wait for: an idle desk is not woken.
void ScannerHub::awaitTick() {
    bool needed = false;
    for (const auto& [id, entry] : entries_)
        needed = needed || entry.intake.isUnsettled() || (!entry.link && wants(entry));
    if (!needed || ticking_) return;
    ticking_ = true;
    timer_.expires_after(retryInterval);
    timer_.async_wait([this](const boost::system::error_code& cancelled) {
        ticking_ = false;
        if (!cancelled) tick();
    });
}

void ScannerHub::publish() {
    std::vector<ScannerInfo> now = snapshot();
    if (now == announced_) return;
    announced_ = std::move(now);
    listener_.changed(announced_);
}

std::vector<ScannerInfo> ScannerHub::snapshot() const {
    std::vector<ScannerInfo> scanners;
    scanners.reserve(entries_.size());
    for (const auto& [id, entry] : entries_) scanners.push_back(entry.found.info);
    return scanners;
}

}  // namespace cccd_bridge::devices
