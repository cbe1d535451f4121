// A handle of Windows that closes itself; for files ending in _windows only.
#pragma once

#include <windows.h>

#include <memory>

namespace cccd_bridge {

struct CloseHandleOf {
    void operator()(HANDLE handle) const { CloseHandle(handle); }
};

/// Null when there is none; INVALID_HANDLE_VALUE must not be put in.
using WindowsHandle = std::unique_ptr<void, CloseHandleOf>;

}  // namespace cccd_bridge
