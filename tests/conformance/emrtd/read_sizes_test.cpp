// Cards and readers that carry only so much at once: what is learnt, what it costs, and that a file is never wrong.
#include "emrtd/document_session.hpp"
#include "virtual_transport.hpp"

#include <doctest/doctest.h>

#include <array>
#include <filesystem>
#include <string>

using namespace cccd_bridge;
using namespace cccd_bridge::emrtd;
using test::VirtualTransport;

namespace {

/// How a reader fails that cannot carry an answer.
enum class Loss { Truncated, OwnStatusWord, TransportError, RefusedUnheard };

/// Carries answers of up to `limit` bytes, status word included.
class NarrowReader final : public CardTransport {
  public:
    NarrowReader(CardTransport& card, std::size_t limit, Loss loss) : card_(card), limit_(limit), loss_(loss) {}

    Result<Bytes> transmit(ByteView command) override {
        // This kind of reader looks at the length fields and lets nothing through that may be answered at length.
        const bool extended = command.size() > 7 && command[4] == 0;
        if (loss_ == Loss::RefusedUnheard && extended) return refuse();
        TRY(Bytes answer, card_.transmit(command));
        if (answer.size() <= limit_) return answer;
        ++losses;
        if (loss_ == Loss::TransportError) return fail(ErrorCode::CardUnresponsive, "buffer too small");
        if (loss_ == Loss::OwnStatusWord) return Bytes{0x67, 0x00};
        answer.resize(limit_);
        return answer;
    }

    int losses = 0;

  private:
    Result<Bytes> refuse() {
        ++losses;
        return Bytes{0x67, 0x00};
    }

    CardTransport& card_;
    std::size_t limit_;
    Loss loss_;
};

struct Reading {
    Result<SecretBytes> photo;
    CardAbilities abilities;
    std::uint64_t apdus = 0;
};

Reading readPhoto(CardTransport& transport, const CardAbilities& abilities) {
    DocumentSession session(transport, {.abilities = abilities});
    const auto steps = [&]() -> Result<SecretBytes> {
        TRY_VOID(session.openChannel(AccessKey::fromCan("012345").value()));
        TRY_VOID(session.readSecurityObject());
        TRY_VOID(session.readDataGroup(1));
        return session.readDataGroup(2);
    };
    auto photo = steps();
    return {std::move(photo), session.abilities(), session.transferCount().apdus};
}

SecretBytes wholePhoto() {
    VirtualTransport transport("nguyen-thi-mau");
    return readPhoto(transport, {}).photo.value();
}

std::string cardWith(const std::string& apdu) {
    return R"({"extends": "nguyen-thi-mau.json", "apdu": {)" + apdu + "}}";
}

}  // namespace

TEST_CASE("a reader that loses long answers costs one session, and nothing the next time") {
    const SecretBytes whole = wholePhoto();
    for (const std::size_t limit : {258U, 261U, 512U, 1024U, 2048U, 4096U, 8192U, 32768U})
        for (const Loss loss : {Loss::Truncated, Loss::OwnStatusWord, Loss::TransportError, Loss::RefusedUnheard}) {
            CAPTURE(limit);
            CAPTURE(static_cast<int>(loss));
            VirtualTransport card("nguyen-thi-mau");
            NarrowReader reader(card, limit, loss);
            Reading reading = readPhoto(reader, {});
            if (!reading.photo) {
                CHECK(reading.photo.error().code == ErrorCode::CardSecureMessagingFailed);
                card.card.reset();
                reading = readPhoto(reader, reading.abilities);
            }
            REQUIRE(reading.photo);
            CHECK(*reading.photo == whole);
            const int lossesBefore = reader.losses;
            card.card.reset();
            const Reading again = readPhoto(reader, reading.abilities);
            REQUIRE(again.photo);
            CHECK(*again.photo == whole);
            CHECK(again.abilities == reading.abilities);
            CHECK(reader.losses == lossesBefore);
        }
}

TEST_CASE("cards that read only so much at once, in each way of saying so") {
    const SecretBytes whole = wholePhoto();
    for (const char* way : {"shorten", "wrongLength", "exactLength", "chain"})
        for (const char* extended : {"true", "false"})
            for (const char* most : {"100", "223", "256", "700", "1000", "3000", "20000", "65536"}) {
                CAPTURE(way);
                CAPTURE(extended);
                CAPTURE(most);
                VirtualTransport card = VirtualTransport::fromText(cardWith(R"("whenLonger": ")" + std::string(way) +
                                                                            R"(", "extendedLength": )" + extended +
                                                                            R"(, "maximumRead": )" + most));
                const Reading first = readPhoto(card, {});
                REQUIRE(first.photo);
                CHECK(*first.photo == whole);
                card.card.reset();
                const Reading again = readPhoto(card, first.abilities);
                REQUIRE(again.photo);
                CHECK(*again.photo == whole);
                CHECK(again.apdus <= first.apdus);
            }
}

TEST_CASE("the fewest APDUs, from the first time on") {
    VirtualTransport generous("nguyen-thi-mau");
    // EF.CardAccess, five of PACE, the application, and one for each file.
    CHECK(readPhoto(generous, {}).apdus == 1 + 5 + 1 + 3);
    VirtualTransport old("short-only");
    const Reading first = readPhoto(old, {});
    REQUIRE(first.photo);
    old.card.reset();
    // Extended length is asked for once.
    CHECK(readPhoto(old, first.abilities).apdus == first.apdus - 1);
}

TEST_CASE(
    "a photo beyond 32 KiB comes whole over every kind of link: Le of the odd instruction counts the object around "
    "it") {
    const std::filesystem::path photo = std::filesystem::temp_directory_path() / "cccd-long-photo.jpg";
    std::filesystem::copy_file(test::virtualCardFolder + "photo/portrait.jpg", photo,
                               std::filesystem::copy_options::overwrite_existing);
    std::filesystem::resize_file(photo, 40'000);
    for (const std::string apdu :
         {R"("extendedLength": true)", R"("extendedLength": false)", R"("transmission": "T=0")",
          R"("maximumRead": 223)", R"("maximumRead": 160, "whenLonger": "wrongLength")",
          R"("maximumRead": 200, "whenLonger": "exactLength")"}) {
        CAPTURE(apdu);
        auto transport = VirtualTransport::fromText(R"({"extends": "nguyen-thi-mau.json", "photo": ")" +
                                                    photo.generic_string() + R"(", "apdu": {)" + apdu + "}}");
        const auto reading = readPhoto(transport, {});
        REQUIRE(reading.photo);
        CHECK(reading.photo->size() > 40'000);
    }
    std::filesystem::remove(photo);
}
