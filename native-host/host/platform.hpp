// What differs by operating system and is not a device; one platform_*.cpp a system.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cccd_bridge::host::platform {

/// Binary standard streams, no core dumps, no death by a closed pipe.
void prepareProcess();

/// What stands behind the program's name on its command line, UTF-8.
std::vector<std::string> arguments(int count, char** values);

/// Lets a request to terminate end readInput() like the end of input, so that the program leaves in order.
void treatTerminationAsEndOfInput();

/// Blocks for some bytes of standard input; 0 at its end or when the process is asked to terminate.
std::size_t readInput(std::span<char> buffer);

/// Whether nobody writes to standard input any more (bytes may be left), or the process is asked to terminate.
bool inputClosed();

/// Writes everything to standard output; false when nobody reads it.
bool writeOutput(std::string_view bytes);

enum class StandardStream { input, output, error };
bool isTerminal(StandardStream stream);

/// Whether the user's language is Vietnamese.
bool prefersVietnamese();

/// Where an administrator keeps configuration and trust anchors: /etc/cccd-bridge, %ProgramData%\CCCD Bridge.
std::filesystem::path defaultConfigDirectory();

/// Replaces or creates a file that all may read and the owner may write; no reader ever sees a part of it.
/// Errors: TrustDirectoryNotWritable.
Result<void> writeFileAtomically(const std::filesystem::path& path, ByteView content);

/// Size of a block that malloc gave.
std::size_t heapBlockSize(void* memory);

/// Ends the process at once, whatever its threads do.
[[noreturn]] void leave(int status);

}  // namespace cccd_bridge::host::platform
