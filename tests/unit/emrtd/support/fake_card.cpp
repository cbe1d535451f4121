#include "support/fake_card.hpp"

#include "emrtd/tlv.hpp"

#include <algorithm>

namespace cccd_bridge::emrtd::test {

namespace {

Bytes statusOnly(std::uint16_t sw) { return {static_cast<Byte>(sw >> 8), static_cast<Byte>(sw)}; }

}  // namespace

Result<Bytes> FakeCard::transmit(ByteView encoded) {
    TRY(CommandApdu command, CommandApdu::parse(encoded));
    commands.push_back(command);
    if (command.extended && extendedFails) return fail(*extendedFails);
    if (command.extended && !acceptsExtended) return statusOnly(0x6700);
    if (command.ins == 0xA4) return select(command);
    if (command.ins == 0xB0 || command.ins == 0xB1) return read(command);
    return statusOnly(0x6D00);
}

Bytes FakeCard::select(const CommandApdu& command) {
    if (command.p1 != 0x02 || command.data.size() != 2) return statusOnly(0x6D00);
    const auto identifier = static_cast<std::uint16_t>(command.data[0] << 8 | command.data[1]);
    if (!files.contains(identifier)) return statusOnly(0x6A82);
    selected_ = identifier;
    return statusOnly(0x9000);
}

Bytes FakeCard::read(const CommandApdu& command) {
    const bool byShortIdentifier = command.ins == 0xB0 && (command.p1 & 0x80) != 0;
    if (byShortIdentifier) {
        const auto identifier = static_cast<std::uint16_t>(0x0100 | (command.p1 & 0x1F));
        if (!acceptsShortIdentifiers || !files.contains(identifier)) return statusOnly(0x6A82);
        selected_ = identifier;
    }
    if (!files.contains(selected_)) return statusOnly(0x6986);
    const std::size_t le = command.le.value_or(0);
    if (le > maxRead) return statusOnly(0x6700);
    if (byShortIdentifier) return slice(command.p2, le, false);
    if (command.ins == 0xB0) return slice(static_cast<std::size_t>(command.p1 << 8 | command.p2), le, false);
    std::size_t offset = 0;
    TlvReader reader(command.data);
    const auto object = reader.expect(0x54);
    if (!object) return statusOnly(0x6A80);
    for (const Byte byte : object->value) offset = offset << 8 | byte;
    // ISO/IEC 7816-4 §11.3.3: Le counts the object around the bytes as well.
    std::size_t content = le;
    while (content > 0 && makeTlv(0x53, Bytes(content)).size() > le) --content;
    return slice(offset, content, true);
}

Bytes FakeCard::slice(std::size_t offset, std::size_t le, bool wrapped) const {
    const Bytes& file = files.at(selected_);
    if (offset >= file.size()) return statusOnly(0x6B00);
    const std::size_t available = file.size() - offset;
    if (le > available && !answersPastEnd) return statusOnly(0x6700);
    const ByteView part = ByteView(file).subspan(offset, std::min({le, available, maxAnswer}));
    Bytes answer = wrapped ? makeTlv(0x53, part) : Bytes(part.begin(), part.end());
    const Bytes sw = statusOnly(le > available ? 0x6282 : 0x9000);
    answer.insert(answer.end(), sw.begin(), sw.end());
    return answer;
}

Bytes patternFile(std::uint32_t tag, std::size_t length) {
    Bytes content(length);
    for (std::size_t i = 0; i < length; ++i) content[i] = static_cast<Byte>(i * 31 + (i >> 8));
    return makeTlv(tag, content);
}

}  // namespace cccd_bridge::emrtd::test
