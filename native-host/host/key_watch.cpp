#include "host/key_watch.hpp"

namespace cccd_bridge::host {

namespace {

constexpr Byte plainClass = 0x00;
constexpr Byte generalAuthenticate = 0x86;
constexpr Byte externalAuthenticate = 0x82;

}  // namespace

bool KeyWatch::presents(ByteView command) {
    return command.size() >= 2 && command[0] == plainClass &&
           (command[1] == generalAuthenticate || command[1] == externalAuthenticate);
}

Result<Bytes> KeyWatch::judged(ByteView command, Result<Bytes> answer) {
    if (answer && presents(command))
        accepted_ = answer->size() >= 2 && (*answer)[answer->size() - 2] == 0x90 && answer->back() == 0x00;
    return answer;
}

Result<Bytes> KeyWatch::transmit(ByteView command) {
    // Before it is sent: a card that dies of the command has judged the key all the same.
    presented_ = presented_ || presents(command);
    return judged(command, card_.transmit(command));
}

Result<Bytes> KeyWatch::transmitWhile(ByteView command, const std::function<void()>& meanwhile) {
    presented_ = presented_ || presents(command);
    return judged(command, card_.transmitWhile(command, meanwhile));
}

}  // namespace cccd_bridge::host
