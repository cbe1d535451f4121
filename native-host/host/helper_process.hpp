// Work that is not trusted to stay in bounds, done by another process of this program without rights.
#pragma once

#include "base/bytes.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <span>
#include <stop_token>
#include <string_view>

namespace cccd_bridge::host::platform {

enum class HelperEnd {
    ended,       ///< it closed its output, by itself or by dying
    late,        ///< its time was over
    stopped,     ///< it was told to stop
    notStarted,  ///< the system gave no process or no pipe
};

struct HelperLimits {
    std::chrono::milliseconds time{};
    std::size_t output = 0;  ///< bytes; one that says more is ended there
};

struct HelperRun {
    HelperEnd end = HelperEnd::notStarted;
    Bytes output;
};

/// One process of this program with one argument. It is gone when this is, or when this process is; it inherits no open
/// file but its streams and no environment but the library path.
class Helper {
  public:
    explicit Helper(std::string_view argument);
    Helper(const Helper&) = delete;
    Helper& operator=(const Helper&) = delete;
    ~Helper();

    /// Gives it `input` and takes what it says; once. The time counts from here.
    HelperRun run(std::span<const ByteView> input, const HelperLimits& limits, const std::stop_token& stop);

  private:
    struct Process;
    std::unique_ptr<Process> process_;  // none when the system gave no process or no pipe
};

struct HelperRights {
    std::size_t memory = 0;  ///< bytes of address space
    std::chrono::seconds processorTime{};
};

/// In the helper, before it looks at its input: bounds memory and time, and leaves it no right but to read its input,
/// write its output, have memory and end. False when the system refused any of this.
bool confineHelper(const HelperRights& rights);

}  // namespace cccd_bridge::host::platform
