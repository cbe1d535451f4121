// Short texts live inside their string objects, on the stack, and stay there when a function has returned.
#pragma once

namespace cccd_bridge::host {

/// Clears the part of this thread's stack that deeper calls have used before. To be called from the outermost loop of a
/// thread that handles personal data.
void scrubStack();

}  // namespace cccd_bridge::host
