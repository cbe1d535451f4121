#include "virtual_reader.hpp"

#include "virtual-card/card_description.hpp"

#include <chrono>
#include <thread>
#include <utility>

namespace virtual_reader {

using std::chrono::steady_clock;
using virtual_card::Exchange;

VirtualReader::VirtualReader(const std::filesystem::path& directory)
    : log(directory), control(directory, [this] { cardFileChanged(); }) {}

VirtualReader::~VirtualReader() { close(); }

bool VirtualReader::cardPresent() {
    const std::lock_guard lock(mutex);
    reportedPresent = card != nullptr;
    if (!reportedPresent && incoming) {
        card = std::exchange(incoming, nullptr);
        changed = true;
    }
    return reportedPresent;
}

void VirtualReader::waitForChange(std::chrono::milliseconds timeout) {
    std::unique_lock lock(mutex);
    changes.wait_for(lock, timeout, [this] { return changed || stopping; });
    changed = false;
}

void VirtualReader::wakeWaiter() {
    const std::lock_guard lock(mutex);
    changed = true;
    changes.notify_all();
}

void VirtualReader::close() {
    const std::lock_guard lock(mutex);
    stopping = true;
    changes.notify_all();
}

/// On the watcher's thread, which may have seen with the notice of a card's going that the next one is there already:
/// the notice of its coming is then no news.
void VirtualReader::cardFileChanged() {
    const auto file = control.cardIdentity();
    if (file && isLoaded(*file)) return;
    takeOut();
    if (!file) return;
    try {
        putIn(std::make_shared<Card>(virtual_card::loadCardFile(control.cardFile().string())), *file);
    } catch (const std::exception& problem) {
        log.write("cardFileError", {{"message", problem.what()}});
    }
}

void VirtualReader::takeOut() {
    const std::lock_guard lock(mutex);
    incoming.reset();
    loaded.reset();
    if (!card) return;
    card.reset();
    changed = true;
    log.write("removed");
    changes.notify_all();
}

bool VirtualReader::isLoaded(const FileIdentity& file) const {
    const std::lock_guard lock(mutex);
    return loaded == file;
}

void VirtualReader::putIn(std::shared_ptr<Card> arriving, const FileIdentity& file) {
    const std::lock_guard lock(mutex);
    loaded = file;
    log.write("inserted", {{"description", arriving->about().description}});
    (reportedPresent ? incoming : card) = std::move(arriving);
    changed = true;
    changes.notify_all();
}

/// The card file goes with the card, so that the directory tells the truth.
void VirtualReader::cardLeftTheField() {
    takeOut();
    std::error_code ignored;
    std::filesystem::remove(control.cardFile(), ignored);
}

std::optional<Bytes> VirtualReader::powerUp() {
    std::shared_ptr<Card> current;
    {
        const std::lock_guard lock(mutex);
        current = card;
    }
    if (!current) return std::nullopt;
    current->reset();
    log.write("powered");
    const ByteView answer = current->answerToReset();
    return Bytes(answer.begin(), answer.end());
}

Bytes VirtualReader::answerToReset() const {
    const std::lock_guard lock(mutex);
    if (!card) return {};
    const ByteView answer = card->answerToReset();
    return Bytes(answer.begin(), answer.end());
}

// A sleeping thread comes back this much late at most: the rest of a wait is spent awake, so that a simulated link
// takes the time it is told and not the scheduler's as well.
constexpr std::chrono::microseconds wakeUp{200};

/// False when the card went away before that time, or the reader is being closed.
bool VirtualReader::waitWith(const std::shared_ptr<Card>& current, steady_clock::time_point until) {
    std::unique_lock lock(mutex);
    const auto interrupted = [&] { return card != current || stopping; };
    if (until == steady_clock::time_point::max()) {
        changes.wait(lock, interrupted);
        return false;
    }
    if (changes.wait_until(lock, until - wakeUp, interrupted)) return false;
    lock.unlock();
    while (steady_clock::now() < until) std::this_thread::yield();
    return true;
}

bool VirtualReader::waitAsTold(const std::shared_ptr<Card>& current, const Exchange& exchange,
                               steady_clock::time_point start) {
    const bool stalled = exchange.ending == Exchange::Ending::Stalled;
    if (stalled && exchange.stall.count() == 0) return waitWith(current, steady_clock::time_point::max());
    const auto pause = exchange.duration + (stalled ? exchange.stall : std::chrono::milliseconds(0));
    return pause.count() == 0 || waitWith(current, start + pause);
}

std::optional<Bytes> VirtualReader::transmit(ByteView command) {
    const auto start = steady_clock::now();
    std::shared_ptr<Card> current;
    {
        const std::lock_guard lock(mutex);
        current = card;
    }
    if (!current) return std::nullopt;
    const auto before = current->attempts();
    Exchange exchange = current->exchange(command);
    log.writeExchange(command, exchange);
    if (current->attempts() != before) log.writeAttempts(current->attempts());
    if (exchange.ending == Exchange::Ending::Removed) {
        cardLeftTheField();
        return std::nullopt;
    }
    if (!waitAsTold(current, exchange, start)) return std::nullopt;
    return std::move(exchange.response);
}

}  // namespace virtual_reader
