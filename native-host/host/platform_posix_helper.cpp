#include "host/helper_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <string>
#include <utility>

namespace cccd_bridge::host::platform {

namespace {

using Clock = std::chrono::steady_clock;

constexpr const char* ownProgram = "/proc/self/exe";
constexpr const char* libraryPath = "LD_LIBRARY_PATH";
constexpr int standardStreams = 3;

class Descriptor {
  public:
    Descriptor() = default;
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() { reset(); }
    void reset(int number = -1) {
        if (number_ >= 0) close(number_);
        number_ = number;
    }
    int get() const { return number_; }

  private:
    int number_ = -1;
};

struct Pipe {
    Descriptor readEnd, writeEnd;

    bool open() {
        std::array<int, 2> ends{};
        if (pipe2(ends.data(), O_CLOEXEC) != 0) return false;
        readEnd.reset(ends[0]);
        writeEnd.reset(ends[1]);
        return true;
    }
};

// What a new process gets: its streams, ordinary signals, nothing else.
class Inheritance {
  public:
    Inheritance(int input, int output) {
        posix_spawn_file_actions_init(&files_);
        posix_spawn_file_actions_adddup2(&files_, input, STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&files_, output, STDOUT_FILENO);
        posix_spawn_file_actions_addopen(&files_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_addclosefrom_np(&files_, standardStreams);
        posix_spawnattr_init(&attributes_);
        sigset_t signals;
        sigemptyset(&signals);
        posix_spawnattr_setsigmask(&attributes_, &signals);
        for (const int signal : {SIGPIPE, SIGTERM, SIGINT}) sigaddset(&signals, signal);
        posix_spawnattr_setsigdefault(&attributes_, &signals);
        posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    Inheritance(const Inheritance&) = delete;
    Inheritance& operator=(const Inheritance&) = delete;
    ~Inheritance() {
        posix_spawn_file_actions_destroy(&files_);
        posix_spawnattr_destroy(&attributes_);
    }

    pid_t start(std::string argument) const {
        std::string name = "cccd-bridge";
        std::string libraries;
        if (const char* path = std::getenv(libraryPath)) libraries = std::string(libraryPath) + "=" + path;
        const std::array<char*, 3> arguments{name.data(), argument.data(), nullptr};
        const std::array<char*, 2> environment{libraries.empty() ? nullptr : libraries.data(), nullptr};
        pid_t process = -1;
        const int failure =
            posix_spawn(&process, ownProgram, &files_, &attributes_, arguments.data(), environment.data());
        return failure == 0 ? process : -1;
    }

  private:
    posix_spawn_file_actions_t files_{};
    posix_spawnattr_t attributes_{};
};

/// Gives and takes without waiting for only one of the two.
class Conversation {
  public:
    Conversation(Descriptor& input, int output, int stop, std::span<const ByteView> parts, const HelperLimits& limits)
        : input_(input), output_(output), stop_(stop), parts_(parts), limits_(limits) {}

    HelperRun run() {
        const auto deadline = Clock::now() + limits_.time;
        for (;;) {
            if (Clock::now() >= deadline) return {HelperEnd::late, {}};
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
            std::array<pollfd, 3> waits{{{.fd = input_.get(), .events = POLLOUT, .revents = 0},
                                         {.fd = output_, .events = POLLIN, .revents = 0},
                                         {.fd = stop_, .events = POLLIN, .revents = 0}}};
            if (poll(waits.data(), waits.size(), static_cast<int>(std::max<long long>(left.count(), 0))) < 0) continue;
            if (waits[2].revents != 0) return {HelperEnd::stopped, {}};
            if (waits[0].revents != 0) give();
            if (waits[1].revents != 0 && !take()) return {HelperEnd::ended, std::move(said_)};
        }
    }

  private:
    void give() {
        while (!parts_.empty() && given_ == parts_.front().size()) {
            parts_ = parts_.subspan(1);
            given_ = 0;
        }
        if (parts_.empty()) return input_.reset();
        const ByteView rest = parts_.front().subspan(given_);
        const ssize_t count = write(input_.get(), rest.data(), rest.size());
        if (count > 0) given_ += static_cast<std::size_t>(count);
        // One that reads no more may still have said something.
        if (count < 0 && errno != EAGAIN && errno != EINTR) input_.reset();
    }

    bool take() {
        std::array<Byte, 16384> buffer{};
        const ssize_t count = read(output_, buffer.data(), buffer.size());
        if (count < 0) return errno == EINTR;
        said_.insert(said_.end(), buffer.begin(), buffer.begin() + count);
        return count > 0 && said_.size() <= limits_.output;
    }

    Descriptor& input_;
    int output_;
    int stop_;
    std::span<const ByteView> parts_;
    std::size_t given_ = 0;
    const HelperLimits& limits_;
    Bytes said_;
};

}  // namespace

struct Helper::Process {
    Pipe toHelper, fromHelper;
    pid_t id = -1;

    bool start(std::string_view argument) {
        if (!toHelper.open() || !fromHelper.open()) return false;
        if (fcntl(toHelper.writeEnd.get(), F_SETFL, O_NONBLOCK) != 0) return false;
        id = Inheritance(toHelper.readEnd.get(), fromHelper.writeEnd.get()).start(std::string(argument));
        toHelper.readEnd.reset();
        fromHelper.writeEnd.reset();
        return id >= 0;
    }
};

Helper::Helper(std::string_view argument) : process_(std::make_unique<Process>()) {
    if (!process_->start(argument)) process_.reset();
}

// Also one that closed its output may run on.
Helper::~Helper() {
    if (!process_) return;
    kill(process_->id, SIGKILL);
    while (waitpid(process_->id, nullptr, 0) < 0 && errno == EINTR) {
    }
}

HelperRun Helper::run(std::span<const ByteView> input, const HelperLimits& limits, const std::stop_token& stop) {
    Pipe stopping;
    if (!process_ || !stopping.open()) return {};
    const std::stop_callback onStop(stop, [&stopping] {
        const char note = 1;
        [[maybe_unused]] const auto written = write(stopping.writeEnd.get(), &note, 1);
    });
    return Conversation(process_->toHelper.writeEnd, process_->fromHelper.readEnd.get(), stopping.readEnd.get(), input,
                        limits)
        .run();
}

}  // namespace cccd_bridge::host::platform
