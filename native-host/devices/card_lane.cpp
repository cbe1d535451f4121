#include "devices/card_lane.hpp"

#include "devices/processor_affinity.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

namespace cccd_bridge::devices {

struct CardLane::Shared {
    std::mutex mutex;
    std::condition_variable changed;
    std::function<void(CardHardware&)> work;
    std::function<void()> onLateReturn;
    int processor = -1;  // of the caller
    bool busy = false;
    bool abandoned = false;
    bool closing = false;
};

CardLane::CardLane(std::function<void()> onLateReturn) : shared_(std::make_shared<Shared>()) {
    shared_->onLateReturn = std::move(onLateReturn);
    std::thread(serve, shared_).detach();
}

CardLane::~CardLane() {
    const std::scoped_lock lock(shared_->mutex);
    shared_->closing = true;
    shared_->changed.notify_all();
}

void CardLane::serve(const std::shared_ptr<Shared>& shared) {
    CardHardware hardware;
    int processor = -1;
    std::unique_lock lock(shared->mutex);
    for (;;) {
        shared->changed.wait(lock, [&] { return shared->busy || shared->closing; });
        if (!shared->busy) return;
        const auto work = std::exchange(shared->work, nullptr);
        const int wanted = shared->processor;
        lock.unlock();
        if (wanted != processor) stayOnProcessor(processor = wanted);
        work(hardware);
        lock.lock();
        shared->busy = false;
        const bool abandoned = shared->abandoned;
        lock.unlock();
        shared->changed.notify_all();
        if (!abandoned) {
            lock.lock();
            continue;
        }
        hardware.card.reset();
        hardware.context.reset();
        shared->onLateReturn();
        return;
    }
}

bool CardLane::run(std::function<void(CardHardware&)> work, std::chrono::milliseconds limit,
                   const std::function<void()>& meanwhile) {
    const auto end = std::chrono::steady_clock::now() + limit;
    const OnOneProcessor here;  // both threads take turns a hundred times a card
    std::unique_lock lock(shared_->mutex);
    if (shared_->abandoned) return false;
    shared_->work = std::move(work);
    shared_->processor = here.number();
    shared_->busy = true;
    lock.unlock();
    shared_->changed.notify_all();  // unlocked: a thread that wakes into a held lock sleeps again at once
    if (meanwhile) {
        std::this_thread::yield();  // woken on this very processor, the lane would wait for what is done meanwhile
        meanwhile();
    }
    lock.lock();
    if (shared_->changed.wait_until(lock, end, [&] { return !shared_->busy; })) return true;
    shared_->abandoned = true;
    return false;
}

}  // namespace cccd_bridge::devices
