// The system's PC/SC library, and those of its calls that name a reader: UTF-8 in all of ours, UTF-16 in Windows'.
// One scard_*.cpp a system; included by pcsc.cpp and them only.
#pragma once

#include "devices/pcsc.hpp"

#include <winscard.h>

#include <span>

namespace cccd_bridge::devices {

inline constexpr std::size_t maximumReaders = 32;
inline constexpr std::size_t maximumReaderName = 256;

/// Whether the system stops the service while no reader is plugged in, so that a missing service means no more than
/// that.
extern const bool serviceSleepsWithoutReaders;

/// SCardListReaders; `names` gets maximumReaders at most.
LONG listReaderNames(SCARDCONTEXT context, std::vector<std::string>& names);

/// SCardGetStatusChange; on success each watch has the new raw state in `events`.
LONG waitForStates(SCARDCONTEXT context, DWORD limit, std::span<const ReaderWatch> watches, std::span<DWORD> events);

/// SCardConnect, shared with T=0 or T=1.
LONG connectShared(SCARDCONTEXT context, const std::string& reader, SCARDHANDLE& card, DWORD& protocol);

}  // namespace cccd_bridge::devices
