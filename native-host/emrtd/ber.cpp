#include "emrtd/ber.hpp"

#include "emrtd/asn1_tags.hpp"
#include "emrtd/tlv.hpp"

#include <algorithm>
#include <vector>

namespace cccd_bridge::emrtd {

namespace {

constexpr std::uint32_t tagOctetStringInPieces = 0x24;
constexpr Byte indefinite = 0x80;

/// The start of a data object; `valueLength` is absent for an indefinite length.
struct Start {
    TlvHeader header;
    bool definite = true;
};

// Length of the tag bytes; the rest of the header is the length.
std::size_t tagLength(ByteView bytes) {
    if (bytes.empty() || (bytes[0] & 0x1F) != 0x1F) return 1;
    std::size_t length = 2;
    while (length <= bytes.size() && (bytes[length - 1] & 0x80) != 0) ++length;
    return length;
}

Result<Start> parseStart(ByteView bytes) {
    const std::size_t tag = tagLength(bytes);
    if (tag >= bytes.size() || bytes[tag] != indefinite) {
        TRY(const TlvHeader header, parseTlvHeader(bytes));
        return Start{header, true};
    }
    // The same tag with a length of zero is read by the one parser of headers.
    Bytes probe(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(tag));
    probe.push_back(0);
    TRY(const TlvHeader header, parseTlvHeader(probe));
    if (!header.constructed) return malformed("primitive object of indefinite length");
    return Start{header, false};
}

class Rewriter {
  public:
    explicit Rewriter(bool shortestLengths) : shortestLengths_(shortestLengths) {}

    // Takes one object off `rest` and appends it to `out`.
    Result<void> object(ByteView& rest, Bytes& out, int depth) const {
        if (depth > maxBerDepth) return malformed("data objects nested too deeply");
        const ByteView before = rest;
        TRY(const Start start, parseStart(rest));
        rest = rest.subspan(start.header.headerLength);
        if (start.definite && start.header.valueLength > rest.size()) return malformed("data object passes the end");
        if (!start.header.constructed) {
            const ByteView value = rest.first(start.header.valueLength);
            rest = rest.subspan(value.size());
            append(out, start.header.tag, value, before.first(start.header.totalLength()));
            return {};
        }
        Bytes content;
        TRY(const bool changed, children(start, rest, content, depth));
        if (changed || !start.definite)
            appendTlv(out, start.header.tag == tagOctetStringInPieces ? tagOctetString : start.header.tag, content);
        else
            append(out, start.header.tag, content, before.first(start.header.totalLength()));
        return {};
    }

  private:
    void append(Bytes& out, std::uint32_t tag, ByteView value, ByteView encoded) const {
        if (shortestLengths_)
            appendTlv(out, tag, value);
        else
            out.insert(out.end(), encoded.begin(), encoded.end());
    }

    // Takes the content of a constructed object; true when it is not what stood there.
    Result<bool> children(const Start& start, ByteView& rest, Bytes& content, int depth) const {
        ByteView inside = start.definite ? rest.first(start.header.valueLength) : rest;
        const bool joins = start.header.tag == tagOctetStringInPieces;
        while (!ended(start, inside)) {
            Bytes child;
            TRY_VOID(object(inside, child, depth + 1));
            if (!joins) {
                content.insert(content.end(), child.begin(), child.end());
                continue;
            }
            TlvReader piece(child);
            TRY(const Tlv string, piece.expect(tagOctetString));
            content.insert(content.end(), string.value.begin(), string.value.end());
        }
        if (!start.definite) {
            if (inside.size() < 2) return malformed("no end of an indefinite length");
            rest = inside.subspan(2);
            return true;
        }
        const bool same = std::ranges::equal(content, rest.first(start.header.valueLength));
        rest = rest.subspan(start.header.valueLength);
        return joins || !same;
    }

    static bool ended(const Start& start, ByteView inside) {
        if (start.definite) return inside.empty();
        return inside.size() < 2 || (inside[0] == 0 && inside[1] == 0);
    }

    bool shortestLengths_;
};

// Takes one object off `rest`.
Result<Bytes> rewrittenFirst(ByteView& rest, bool shortestLengths) {
    Bytes out;
    out.reserve(rest.size());
    TRY_VOID(Rewriter(shortestLengths).object(rest, out, 0));
    return out;
}

Result<Bytes> rewritten(ByteView ber, bool shortestLengths) {
    TRY(Bytes out, rewrittenFirst(ber, shortestLengths));
    if (!ber.empty()) return malformed("bytes behind the data object");
    return out;
}

}  // namespace

Result<Bytes> withDefiniteLengths(ByteView ber) { return rewritten(ber, false); }

Result<Bytes> firstWithDefiniteLengths(ByteView ber) { return rewrittenFirst(ber, false); }

Result<Bytes> derSetOf(ByteView ber) {
    TRY(const Bytes plain, rewritten(ber, true));
    TlvReader reader(plain);
    TRY(const Tlv set, reader.next());
    TRY(TlvReader content, reader.children(set));
    std::vector<ByteView> elements;
    while (!content.atEnd()) {
        TRY(const Tlv element, content.next());
        elements.push_back(element.encoded);
    }
    // Shorter ones are compared as if zeros followed (§11.6), which is the lexicographic order for whole objects.
    std::ranges::sort(elements, [](ByteView a, ByteView b) { return std::ranges::lexicographical_compare(a, b); });
    Bytes sorted;
    for (const ByteView element : elements) sorted.insert(sorted.end(), element.begin(), element.end());
    return makeTlv(set.tag, sorted);
}

}  // namespace cccd_bridge::emrtd
