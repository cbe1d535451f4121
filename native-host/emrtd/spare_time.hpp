// Work that needs nothing of the card, done while the card is at work.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace cccd_bridge::emrtd {

/// Work that waits for the next command to be under way. It is done on the thread that sends the command, while another
/// one waits for the answer: so it shares nothing between threads, needs no lock, and none of it runs on after the
/// command. It is owned by whoever asked for it, and left undone when its owner goes first.
class SpareTime {
  public:
    using Work = std::shared_ptr<const std::function<void()>>;

    /// `work` is done once at most, as long as what is returned is kept.
    [[nodiscard]] Work add(std::function<void()> work) {
        auto kept = std::make_shared<const std::function<void()>>(std::move(work));
        waiting_.push_back(kept);
        return kept;
    }

    bool isEmpty() const { return waiting_.empty(); }

    /// Does all that waits.
    void use() {
        for (const auto& work : std::exchange(waiting_, {}))
            if (const Work kept = work.lock()) (*kept)();
    }

  private:
    std::vector<std::weak_ptr<const std::function<void()>>> waiting_;
};

/// A value that is found in spare time, or when it is asked for, whichever comes first.
template <class T>
class Ahead {
  public:
    Ahead(SpareTime& time, std::function<T()> find) : find_(std::move(find)), work_(time.add([this] { get(); })) {}
    Ahead(const Ahead&) = delete;
    Ahead& operator=(const Ahead&) = delete;

    T& get() {
        if (!value_) value_.emplace(find_());
        return *value_;
    }

  private:
    std::function<T()> find_;
    std::optional<T> value_{};
    SpareTime::Work work_;
};

}  // namespace cccd_bridge::emrtd
