#include "host/key_watch.hpp"

namespace cccd_bridge::host {

namespace {

constexpr Byte plainClass = 0x00;
constexpr Byte generalAuthenticate = 0x86;
constexpr Byte externalAuthenticate = 0x82;

}  // namespace

void KeyWatch::notice(ByteView command) {
    // Before it is sent: a card that dies of the command has judged the key all the same.
    if (command.size() >= 2 && command[0] == plainClass &&
        (command[1] == generalAuthenticate || command[1] == externalAuthenticate))
        presented_ = true;
}

Result<Bytes> KeyWatch::transmit(ByteView command) {
    notice(command);
    return card_.transmit(command);
}

Result<Bytes> KeyWatch::transmitWhile(ByteView command, const std::function<void()>& meanwhile) {
    notice(command);
    return card_.transmitWhile(command, meanwhile);
}

}  // namespace cccd_bridge::host
