// The whole way of hostile input: frames, JSON, dispatch and the methods that need no reader.
#include "host/application.hpp"
#include "host/dispatcher.hpp"
#include "host/framing.hpp"
#include "host/methods.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <vector>

using namespace cccd_bridge;
using namespace cccd_bridge::host;

namespace {

class FuzzSource final : public ByteSource {
  public:
    explicit FuzzSource(std::span<const std::uint8_t> data) : data_(data) {}
    std::size_t read(std::span<char> buffer) override {
        const std::size_t count = std::min(buffer.size(), data_.size());
        std::copy_n(data_.begin(), count, buffer.begin());
        data_ = data_.subspan(count);
        return count;
    }

  private:
    std::span<const std::uint8_t> data_;
};

/// Every message must be writable and, read back, be the same.
class CheckingOutbox final : public Outbox {
  public:
    void respond(const json::object& message) override {
        const std::string text = json::serialize(message);
        const auto again = parseJson(text, std::size_t{64} << 20);
        if (!again || *again != json::value(message)) std::abort();
    }
    void notify(const json::object&) override {}
};

// Without those that start threads, touch a reader or files: an input has to give the same every time.
std::vector<Method> fuzzedMethods() {
    constexpr std::array<std::string_view, 4> names{"operation.cancel", "blob.read", "qr.parse", "citizen.compare"};
    std::vector<Method> methods;
    for (const Method& method : allMethods())
        if (std::ranges::find(names, method.name) != names.end()) methods.push_back(method);
    return methods;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::vector<Method> methods = fuzzedMethods();
    static CheckingOutbox outbox;
    static Application commandLine(Caller::commandLine, outbox, "/nonexistent");
    static Application wire(Caller::wire, outbox, "/nonexistent");
    // The first byte chooses who speaks; on the wire every method is refused before a session.
    const bool onWire = size > 0 && (data[0] & 1) != 0;
    Application& application = onWire ? wire : commandLine;
    Dispatcher dispatcher(methods, application.caller(), application, outbox);
    FuzzSource source(std::span(data, size).subspan(size > 0 ? 1 : 0));
    for (;;) {
        const auto frame = readFrame(source);
        if (!frame || !*frame) return 0;
        dispatcher.receive(**frame, wireParseMemory, 1);
    }
}
