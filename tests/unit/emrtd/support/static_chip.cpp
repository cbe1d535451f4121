#include "support/static_chip.hpp"

#include "emrtd/key_derivation.hpp"
#include "emrtd/tlv.hpp"
#include "support/scripted_transport.hpp"

#include <algorithm>

namespace cccd_bridge::emrtd::test {

namespace {

const Bytes done{0x90, 0x00};

void advance(Bytes& counter) {
    for (std::size_t i = counter.size(); i-- > 0;)
        if (++counter[i] != 0) return;
}

}  // namespace

Result<Bytes> StaticChip::transmit(ByteView encoded) {
    commands.push_back(upperHex(encoded));
    if (!macKey_.empty()) return answerProtected();
    const CommandApdu command = CommandApdu::parse(encoded).value();
    chain_.insert(chain_.end(), command.data.begin(), command.data.end());
    if (command.cla == 0x10) {
        chained = true;
        return done;
    }
    const Bytes data = std::exchange(chain_, {});
    TlvReader objects(data);
    if (command.ins == 0x22 && command.p2 == 0xA6) return takeKey(objects.expect(0x91).value().value);
    if (command.ins == 0x22) return done;
    return takeKey(objects.enter(0x7C).value().expect(0x80).value().value);
}

Bytes StaticChip::takeKey(ByteView terminalKey) {
    const Bytes secret = agreeWith(key_, terminalKey);
    macKey_ = deriveKey(cipher_, secret, KeyPurpose::Authentication).value();
    counter_ = Bytes(blockLength(cipher_));
    return done;
}

// Status object and MAC only, whatever was asked.
Bytes StaticChip::answerProtected() {
    advance(counter_);
    advance(counter_);
    if (answersInPlain) return {0x69, 0x88};
    Bytes objects = hex("99029000");
    Bytes message = counter_;
    message.insert(message.end(), objects.begin(), objects.end());
    if (cipher_ != CipherKind::TripleDes) {
        SecretBytes padded(message.begin(), message.end());
        padMethod2(padded, blockLength(cipher_));
        message.assign(padded.begin(), padded.end());
    }
    appendTlv(objects, 0x8E, mac8(cipher_, macKey_, message).value());
    objects.insert(objects.end(), done.begin(), done.end());
    return objects;
}

}  // namespace cccd_bridge::emrtd::test
