#include "cccd/dg13_fields.hpp"

#include "cccd/text.hpp"
#include "emrtd/tlv.hpp"

#include <algorithm>

namespace cccd_bridge::cccd {
namespace {

constexpr std::size_t maxFileBytes = 65536;
constexpr int maxDepth = 12;
constexpr int maxElements = 1024;
constexpr std::size_t maxFields = 64;
constexpr std::size_t maxValues = 16;

constexpr std::uint32_t tagInteger = 0x02;
constexpr std::uint32_t tagNull = 0x05;
constexpr std::uint32_t tagObjectIdentifier = 0x06;
constexpr std::uint32_t tagUtf8String = 0x0C;
constexpr std::uint32_t tagPrintableString = 0x13;
constexpr std::uint32_t tagIa5String = 0x16;
constexpr std::uint32_t tagVisibleString = 0x1A;
constexpr std::uint32_t tagBmpString = 0x1E;
constexpr std::uint32_t tagSequence = 0x30;
constexpr std::uint32_t tagDg13 = 0x6D;

struct Element {
    std::uint32_t tag;
    bool constructed;
    ByteView content;
    bool clipped;  // the length said more than there is
};

// Takes one data object off the front of `rest`; one that passes the end is clipped, so that what is there can be read.
std::optional<Element> take(ByteView& rest) {
    const auto header = emrtd::parseTlvHeader(rest);
    if (!header) return std::nullopt;
    const auto available = rest.size() - header->headerLength;
    const auto length = std::min(header->valueLength, available);
    const Element element{header->tag, header->constructed, rest.subspan(header->headerLength, length),
                          header->valueLength > available};
    rest = rest.subspan(header->headerLength + length);
    return element;
}

// The label at the front of a SEQUENCE, 1–255, with what stands behind it.
std::optional<Dg13Field> labelled(ByteView sequence) {
    auto rest = sequence;
    const auto integer = take(rest);
    if (!integer || integer->clipped || integer->tag != tagInteger || integer->content.empty()) return std::nullopt;
    const auto digits = integer->content;
    if (digits.size() > 2 || (digits.size() == 2 && digits[0] != 0)) return std::nullopt;
    const int label = digits.back();
    if (label == 0) return std::nullopt;
    return Dg13Field{.label = label, .content = rest, .values = {}};
}

std::optional<std::string> fromBmp(ByteView content) {
    if (content.size() % 2 != 0) return std::nullopt;
    std::string out;
    for (std::size_t index = 0; index < content.size(); index += 2) {
        const unsigned unit = static_cast<unsigned>(content[index]) << 8 | content[index + 1];
        if (unit >= 0xD800 && unit <= 0xDFFF) return std::nullopt;
        if (unit < 0x80) {
            out.push_back(static_cast<char>(unit));
        } else if (unit < 0x800) {
            out.push_back(static_cast<char>(0xC0 | unit >> 6));
            out.push_back(static_cast<char>(0x80 | (unit & 0x3F)));
        } else {
            out.push_back(static_cast<char>(0xE0 | unit >> 12));
            out.push_back(static_cast<char>(0x80 | (unit >> 6 & 0x3F)));
            out.push_back(static_cast<char>(0x80 | (unit & 0x3F)));
        }
    }
    return out;
}

bool isString(std::uint32_t tag) {
    return tag == tagUtf8String || tag == tagPrintableString || tag == tagIa5String || tag == tagVisibleString ||
           tag == tagBmpString;
}

// Text as the project keeps it, or nothing when it cannot be read.
std::optional<std::string> readText(const Element& element) {
    std::string text(element.content.begin(), element.content.end());
    if (element.tag == tagBmpString) {
        auto converted = fromBmp(element.content);
        if (!converted) return std::nullopt;
        text = *std::move(converted);
    }
    const auto nfc = normaliseNfc(text);
    if (!nfc) return std::nullopt;
    auto clean = collapseSpaces(*nfc);
    if (clean.size() > maxTextBytes || !isPlainText(clean)) return std::nullopt;
    return clean;
}

class Walker {
  public:
    void walk(ByteView content, int depth) {
        while (!content.empty() && spend(depth)) {
            const auto element = take(content);
            if (!element) return report(Dg13ProblemKind::StructureBroken);
            if (element->clipped) report(Dg13ProblemKind::StructureBroken);
            if (element->tag == tagSequence && addField(*element)) continue;
            if (element->constructed) walk(element->content, depth + 1);
        }
    }

    Dg13Structure found;

  private:
    bool spend(int depth) {
        if (++elements_ <= maxElements && depth <= maxDepth) return true;
        report(Dg13ProblemKind::LimitReached);
        return false;
    }

    void report(Dg13ProblemKind kind) {
        const Dg13Problem problem{kind, 0};
        if (std::ranges::find(found.problems, problem) == found.problems.end()) found.problems.push_back(problem);
    }

    bool addField(const Element& sequence) {
        auto field = labelled(sequence.content);
        if (!field || isWrapper(field->content, 0, true)) return false;
        if (found.fields.size() == maxFields) {
            report(Dg13ProblemKind::LimitReached);
            return true;
        }
        field->malformed = sequence.clipped;
        collect(field->content, 0, *field);
        found.fields.push_back(*std::move(field));
        return true;
    }

    // A wrapper's INTEGER is its version: an object identifier follows it, or labelled sequences stand somewhere in it.
    bool isWrapper(ByteView content, int depth, bool direct) {
        while (!content.empty() && depth <= maxDepth && ++elements_ <= maxElements) {
            const auto element = take(content);
            if (!element) return false;
            if (direct && element->tag == tagObjectIdentifier) return true;
            if (element->tag == tagSequence && labelled(element->content)) return true;
            if (element->constructed && isWrapper(element->content, depth + 1, false)) return true;
        }
        return false;
    }

    void collect(ByteView content, int depth, Dg13Field& field) {
        while (!content.empty() && spend(depth)) {
            const auto element = take(content);
            if (!element || element->clipped || field.values.size() == maxValues) {
                field.malformed = true;
                return;
            }
            if (element->constructed && !element->content.empty()) {
                collect(element->content, depth + 1, field);
            } else {
                addValue(*element, field);
            }
        }
    }

    static void addValue(const Element& element, Dg13Field& field) {
        if (element.content.empty() || element.tag == tagNull) {
            field.values.emplace_back(std::nullopt);
        } else if (auto text = isString(element.tag) ? readText(element) : std::nullopt) {
            field.values.push_back(text->empty() ? std::nullopt : std::move(text));
        } else {
            field.malformed = true;
        }
    }

    int elements_ = 0;
};

}  // namespace

Dg13Structure walkDg13(ByteView file) {
    Walker walker;
    if (file.size() > maxFileBytes) {
        walker.found.problems.push_back({Dg13ProblemKind::LimitReached, 0});
        return walker.found;
    }
    // What follows the file's own element is padding of the card's file system.
    if (!file.empty() && file[0] == tagDg13) {
        auto rest = file;
        if (const auto whole = take(rest)) file = file.first(file.size() - rest.size());
    }
    walker.walk(file, 0);
    return std::move(walker.found);
}

}  // namespace cccd_bridge::cccd
