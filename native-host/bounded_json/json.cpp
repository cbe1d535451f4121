#include "bounded_json/json.hpp"

#include <new>

// The one translation unit that holds Boost.JSON itself.
#include <boost/json/src.hpp>

namespace cccd_bridge {

namespace {

/// Ordinary memory up to a limit. Not for use by two threads at once.
class BoundedResource final : public json::memory_resource {
  public:
    explicit BoundedResource(std::size_t limit) : left_(limit) {}

  private:
    void* do_allocate(std::size_t size, std::size_t) override {
        if (size > left_) throw std::bad_alloc();
        void* memory = ::operator new(size);
        left_ -= size;
        return memory;
    }
    void do_deallocate(void* memory, std::size_t size, std::size_t) override {
        left_ += size;
        ::operator delete(memory, size);
    }
    bool do_is_equal(const json::memory_resource& other) const noexcept override { return this == &other; }

    std::size_t left_;
};

constexpr std::size_t serializeBlock = 4096;

}  // namespace

std::string serializeJson(const json::object& object) {
    json::serializer serializer;
    serializer.reset(&object);
    std::string text;
    while (!serializer.done()) {
        const std::size_t start = text.size();
        text.resize(start + serializeBlock);
        text.resize(start + serializer.read(text.data() + start, serializeBlock).size());
    }
    return text;
}

Result<json::value> parseJson(std::string_view text, std::size_t memory, JsonSyntax syntax) {
    json::parse_options options;
    options.max_depth = maximumDepth;
    options.allow_comments = options.allow_trailing_commas = syntax == JsonSyntax::commentsAndTrailingCommas;
    try {
        const auto resource = json::make_shared_resource<BoundedResource>(memory);
        json::parser parser(resource, options);
        parser.reset(resource);
        boost::system::error_code failure;
        parser.write(text.data(), text.size(), failure);
        if (failure == json::error::too_deep) return fail(ErrorCode::ProtocolTooDeep);
        if (failure) return fail(ErrorCode::ProtocolParseError, failure.message());
        return parser.release();
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::ProtocolTooLarge, "parsed size");
    }
}

}  // namespace cccd_bridge
