// What a helper process may still do once it looks at a picture.
#include "host/helper_process.hpp"

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <memory>

#include <seccomp.h>

namespace cccd_bridge::host::platform {

namespace {

constexpr rlim_t helperDescriptors = 3;

#if defined(__SANITIZE_ADDRESS__)
constexpr bool sanitized = true;
#elif defined(__has_feature)
constexpr bool sanitized = __has_feature(address_sanitizer);
#else
constexpr bool sanitized = false;
#endif

bool bound(int resource, rlim_t soft, rlim_t hard) {
    const rlimit limit{soft, hard};
    return setrlimit(static_cast<decltype(RLIMIT_CPU)>(resource), &limit) == 0;
}

struct ReleaseFilter {
    void operator()(void* filter) const { seccomp_release(filter); }
};

class Filter {
  public:
    // Whatever is not allowed fails: a library that asks for a file only to look something up goes on without it.
    Filter() : filter_(seccomp_init(SCMP_ACT_ERRNO(EPERM))), good_(filter_ != nullptr) {}

    void allow(int call) {
        good_ = good_ && seccomp_rule_add_array(filter_.get(), SCMP_ACT_ALLOW, call, 0, nullptr) == 0;
    }
    void allow(int call, const scmp_arg_cmp& only) {
        good_ = good_ && seccomp_rule_add_array(filter_.get(), SCMP_ACT_ALLOW, call, 1, &only) == 0;
    }
    bool load() { return good_ && seccomp_load(filter_.get()) == 0; }

  private:
    std::unique_ptr<void, ReleaseFilter> filter_;
    bool good_;
};

constexpr scmp_arg_cmp isDescriptor(int number) {
    return {.arg = 0, .op = SCMP_CMP_EQ, .datum_a = static_cast<scmp_datum_t>(number), .datum_b = 0};
}

// Third argument of mmap and mprotect: no memory becomes code.
constexpr scmp_arg_cmp notExecutable{.arg = 2, .op = SCMP_CMP_MASKED_EQ, .datum_a = PROT_EXEC, .datum_b = 0};

bool filterSystemCalls() {
    Filter filter;
    filter.allow(SCMP_SYS(read), isDescriptor(STDIN_FILENO));
    filter.allow(SCMP_SYS(write), isDescriptor(STDOUT_FILENO));
    for (const int call : {SCMP_SYS(poll), SCMP_SYS(ppoll), SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap),
                           SCMP_SYS(madvise), SCMP_SYS(futex), SCMP_SYS(clock_gettime), SCMP_SYS(restart_syscall),
                           SCMP_SYS(rt_sigreturn), SCMP_SYS(exit), SCMP_SYS(exit_group)})
        filter.allow(call);
    filter.allow(SCMP_SYS(mmap), notExecutable);
    filter.allow(SCMP_SYS(mprotect), notExecutable);
    if constexpr (sanitized) {
        // AddressSanitizer reports where it can and asks who it is.
        filter.allow(SCMP_SYS(write), isDescriptor(STDERR_FILENO));
        for (const int call : {SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(sched_yield), SCMP_SYS(sigaltstack)})
            filter.allow(call);
    }
    return filter.load();
}

bool boundResources(const HelperRights& rights) {
    const auto seconds = static_cast<rlim_t>(rights.processorTime.count());
    const bool bounded = bound(RLIMIT_CORE, 0, 0) && bound(RLIMIT_CPU, seconds, seconds + 1) &&
                         bound(RLIMIT_FSIZE, 0, 0) && bound(RLIMIT_NOFILE, helperDescriptors, helperDescriptors) &&
                         bound(RLIMIT_NPROC, 0, 0);
    // AddressSanitizer keeps terabytes of address space for itself.
    if constexpr (sanitized) return bounded;
    return bounded && bound(RLIMIT_AS, rights.memory, rights.memory);
}

}  // namespace

bool confineHelper(const HelperRights& rights) {
    return boundResources(rights) && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0 && filterSystemCalls();
}

}  // namespace cccd_bridge::host::platform
