#include "host/message_writer.hpp"

#include "host/framing.hpp"

#include <doctest/doctest.h>

#include <condition_variable>
#include <mutex>
#include <thread>

using namespace cccd_bridge::host;
using namespace std::chrono_literals;

namespace {

/// A peer that reads nothing until it is let to.
class SlowPeer {
  public:
    bool write(std::string_view bytes) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return reading_; });
        received_ += bytes;
        return true;
    }
    void startReading() {
        const std::scoped_lock lock(mutex_);
        reading_ = true;
        changed_.notify_all();
    }
    std::string received() {
        const std::scoped_lock lock(mutex_);
        return received_;
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool reading_ = false;
    std::string received_;
};

}  // namespace

TEST_CASE("messages are written whole and in order") {
    SlowPeer peer;
    peer.startReading();
    MessageWriter writer([&](std::string_view bytes) { return peer.write(bytes); }, [] {});
    writer.push("one");
    writer.pushWhenRoom("two");
    REQUIRE(writer.drain(5s));
    CHECK(peer.received() == frameHeader("one") + "one" + frameHeader("two") + "two");
}

TEST_CASE("a peer that does not read holds up workers, but not the thread that reads input") {
    SlowPeer peer;
    MessageWriter writer([&](std::string_view bytes) { return peer.write(bytes); }, [] {});
    for (int i = 0; i < 200; ++i) writer.push("x");
    CHECK_FALSE(writer.waitForRoom(1ms));
    std::thread worker([&] { writer.pushWhenRoom("last"); });
    peer.startReading();
    worker.join();
    CHECK(writer.waitForRoom(5s));
    REQUIRE(writer.drain(5s));
    CHECK(peer.received().ends_with("last"));
}

TEST_CASE("a peer that is gone is noticed once") {
    std::mutex mutex;
    std::condition_variable changed;
    int lost = 0;
    MessageWriter writer([](std::string_view) { return false; },
                         [&] {
                             const std::scoped_lock lock(mutex);
                             ++lost;
                             changed.notify_all();
                         });
    writer.push("one");
    writer.push("two");
    std::unique_lock lock(mutex);
    CHECK(changed.wait_for(lock, 5s, [&] { return lost == 1; }));
}
