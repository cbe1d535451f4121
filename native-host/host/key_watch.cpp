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

// 6700 and 6Cxx: the card has not looked at what was sent (ISO/IEC 7816-4 §5.6).
// Only for BAC: with PACE the Le is always 00.
bool KeyWatch::declinesLength(ByteView command, ByteView answer) {
    return command[1] == externalAuthenticate && answer.size() == 2 &&
           ((answer[0] == 0x67 && answer[1] == 0x00) || answer[0] == 0x6C);
}

// What gives no answer counts as judged: a card that dies of the command has judged the key all the same.
void KeyWatch::note(ByteView command, const Result<Bytes>& answer) {
    if (!presents(command) || (answer && declinesLength(command, *answer))) return;
    presented_ = true;
    if (!answer) return;
    accepted_ = answer->size() >= 2 && (*answer)[answer->size() - 2] == 0x90 && answer->back() == 0x00;
}

Result<Bytes> KeyWatch::transmit(ByteView command) {
    auto answer = card_.transmit(command);
    note(command, answer);
    return answer;
}

Result<Bytes> KeyWatch::transmitWhile(ByteView command, const std::function<void()>& meanwhile) {
    auto answer = card_.transmitWhile(command, meanwhile);
    note(command, answer);
    return answer;
}

}  // namespace cccd_bridge::host
