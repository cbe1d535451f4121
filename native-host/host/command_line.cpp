#include "host/command_line.hpp"

#include "host/application.hpp"
#include "host/dispatcher.hpp"
#include "host/doctor_command.hpp"
#include "host/help.hpp"
#include "host/line_reader.hpp"
#include "host/methods.hpp"
#include "host/params.hpp"
#include "host/platform.hpp"
#include "host/pretty_json.hpp"
#include "host/version.hpp"

#include <array>
#include <condition_variable>
#include <fstream>
#include <iterator>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace cccd_bridge::host {

namespace {

// A line of 64 MiB, parsed, with room for the parser's own stack.
constexpr std::size_t commandLineParseMemory = std::size_t{256} * 1024 * 1024;
constexpr std::chrono::milliseconds unwindTime{300};
constexpr std::uintmax_t maximumImageFile = std::uintmax_t{32} * 1024 * 1024;

void print(std::string_view text) { platform::writeOutput(text); }

void complain(std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stderr);
    std::fflush(stderr);
}

int complainAbout(std::string_view wireCode) {
    complain(explainError(wireCode, platform::prefersVietnamese()));
    return 1;
}

/// Keeps the one response that is waited for; prints events when asked to.
class PrintingOutbox final : public Outbox {
  public:
    explicit PrintingOutbox(bool printEvents) : printEvents_(printEvents) {}

    void respond(const json::object& message) override {
        const std::scoped_lock lock(mutex_);
        response_ = message;
        answered_.notify_all();
    }

    void notify(const json::object& message) override {
        if (!printEvents_) return;
        const std::scoped_lock lock(mutex_);
        print(json::serialize(message) + "\n");
    }

    json::object wait() {
        std::unique_lock lock(mutex_);
        answered_.wait(lock, [this] { return response_.has_value(); });
        return *std::exchange(response_, std::nullopt);
    }

  private:
    bool printEvents_;
    std::mutex mutex_;
    std::condition_variable answered_;
    std::optional<json::object> response_;
};

/// The same methods as on the wire, one request after the other.
class MethodCaller {
  public:
    MethodCaller(const std::filesystem::path& configDirectory, bool printEvents)
        : outbox_(printEvents),
          application_(Caller::commandLine, outbox_, configDirectory),
          dispatcher_(allMethods(), Caller::commandLine, application_, outbox_) {}

    json::object ask(std::string_view requestText, RequestId fallbackId) {
        dispatcher_.receive(requestText, commandLineParseMemory, fallbackId);
        return outbox_.wait();
    }

    /// The text is one value and nothing more: a text from elsewhere must not choose the method.
    json::object call(std::string_view method, std::string_view paramsText) {
        auto params = parseJson(paramsText, commandLineParseMemory);
        if (!params) return makeError(1, params.error());
        return ask(json::serialize(json::object{{"method", method}, {"params", std::move(*params)}}), 1);
    }

    /// Scanners are given back before the process leaves.
    void finish() { application_.clear(unwindTime); }

  private:
    PrintingOutbox outbox_;
    Application application_;
    Dispatcher dispatcher_;
};

std::string_view errorCodeOf(const json::object& response) {
    const json::string& code = response.at("error").at("data").at("code").as_string();
    return {code.data(), code.size()};
}

// The error's text, then its values one a line.
int complainAboutResponse(const json::object& response) {
    const int status = complainAbout(errorCodeOf(response));
    if (const json::value* params = response.at("error").at("data").as_object().if_contains("params"))
        for (const auto& [key, value] : params->as_object())
            complain(std::string(key) + ": " +
                     (value.is_string() ? std::string(value.as_string()) : json::serialize(value)) + "\n");
    return status;
}

std::string formatted(const json::value& value) {
    return platform::isTerminal(platform::StandardStream::output) ? prettyJson(value) : json::serialize(value) + "\n";
}

std::string readAllInput() {
    std::string text;
    std::array<char, 65536> buffer{};
    while (text.size() <= maximumLine) {
        const std::size_t count = platform::readInput(buffer);
        if (count == 0) break;
        text.append(buffer.data(), count);
    }
    return text;
}

int callOnce(MethodCaller& caller, std::string_view method, std::string_view params) {
    const json::object response = caller.call(method, params == "-" ? readAllInput() : std::string(params));
    if (response.contains("error")) return complainAboutResponse(response);
    print(formatted(response.at("result")));
    return 0;
}

int callLines(MethodCaller& caller) {
    LineReader lines(platform::readInput, maximumLine);
    RequestId number = 0;
    while (auto line = lines.next()) {
        if (*line && (*line)->empty()) continue;
        ++number;
        const json::object response = *line ? caller.ask(**line, number) : makeError(std::nullopt, line->error());
        if (!platform::writeOutput(json::serialize(response) + "\n")) return 1;
    }
    return 0;
}

int runCall(std::span<const std::string_view> arguments, const std::filesystem::path& configDirectory) {
    bool lines = false;
    bool events = false;
    std::vector<std::string_view> words;
    for (const std::string_view argument : arguments) {
        if (argument == "--ndjson")
            lines = true;
        else if (argument == "--events")
            events = true;
        else
            words.push_back(argument);
    }
    if (lines ? !words.empty() : words.empty() || words.size() > 2) return explainUsage();
    // Whoever listens to scanners ends it by a key; a single call ends at once by it.
    if (lines) platform::treatTerminationAsEndOfInput();
    MethodCaller caller(configDirectory, events);
    const int status = lines ? callLines(caller) : callOnce(caller, words[0], words.size() == 2 ? words[1] : "{}");
    caller.finish();
    // Threads may hang in a call to the card service, so the process leaves without waiting for them.
    platform::leave(status);
}

// One line a symbol: where it is from, its text and place, and what it means.
void printSymbol(MethodCaller& caller, const std::string& path, const json::object& symbol) {
    json::object entry{{"file", path}};
    entry.insert(symbol.begin(), symbol.end());
    const json::object params{{"text", symbol.at("text")}};
    const json::object response = caller.call("qr.parse", json::serialize(params));
    if (const json::value* result = response.if_contains("result")) entry["parsed"] = *result;
    print(formatted(entry));
}

// With several files each complaint must say which one it is about.
int complainAboutFile(const std::string& path, std::string_view wireCode) {
    complain(path + ": ");
    return complainAbout(wireCode);
}

int readImage(MethodCaller& caller, const std::string& path) {
    std::error_code failure;
    const auto size = std::filesystem::file_size(path, failure);
    // Only a regular file has a size: to open a pipe would wait for ever.
    std::ifstream file;
    if (!failure) file.open(path, std::ios::binary);
    if (failure || !file) {
        complain(path + ": cannot be read / không đọc được\n");
        return 1;
    }
    if (size > maximumImageFile) return complainAboutFile(path, errorText(ErrorCode::ImageTooLarge).wireCode);
    const Bytes content{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    const json::object params{{"image", encodeBase64(content)}};
    const json::object response = caller.call("qr.decode", json::serialize(params));
    if (response.contains("error")) return complainAboutFile(path, errorCodeOf(response));
    const json::array& symbols = response.at("result").at("symbols").as_array();
    if (symbols.empty()) return complainAboutFile(path, errorText(ErrorCode::QrNotFound).wireCode);
    for (const json::value& symbol : symbols) printSymbol(caller, path, symbol.as_object());
    return 0;
}

int runQr(std::span<const std::string_view> paths, const std::filesystem::path& configDirectory) {
    if (paths.empty()) return explainUsage();
    MethodCaller caller(configDirectory, false);
    int status = 0;
    for (const std::string_view path : paths) status |= readImage(caller, std::string(path));
    platform::leave(status);
}

}  // namespace

int explainUsage() {
    complain(helpText(platform::prefersVietnamese()));
    return 1;
}

bool isCommand(std::string_view argument) {
    static constexpr std::array<std::string_view, 8> commands{"call",    "qr",     "doctor", "--version",
                                                              "version", "--help", "-h",     "help"};
    return std::ranges::find(commands, argument) != commands.end();
}

int runCommand(std::span<const std::string_view> arguments, const std::filesystem::path& configDirectory) {
    const std::string_view command = arguments.front();
    if (command == "call") return runCall(arguments.subspan(1), configDirectory);
    if (command == "qr") return runQr(arguments.subspan(1), configDirectory);
    if (command == "doctor") runDoctor(arguments.subspan(1), configDirectory);
    if (command.ends_with("version")) {
        print(std::string(programVersion) + "\n");
    } else {
        print(helpText(platform::prefersVietnamese()));
    }
    return 0;
}

}  // namespace cccd_bridge::host
