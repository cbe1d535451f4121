#include "host/blob_store.hpp"

#include "base/hex.hpp"
#include "emrtd/random_source.hpp"

#include <algorithm>
#include <utility>

namespace cccd_bridge::host {

namespace {

constexpr std::size_t handleBytes = 16;

}  // namespace

Result<std::string> BlobStore::keep(SecretBytes data, std::string reader, std::uint32_t insertion) {
    Bytes random(handleBytes);
    TRY_VOID(emrtd::systemRandom().fill(random));
    std::string handle = toHex(random);
    const std::scoped_lock lock(mutex_);
    if (const auto left = left_.find(reader); left != left_.end() && insertion <= left->second)
        return fail(ErrorCode::CardRemoved, "photo of a card that left");
    if (blobs_.size() >= maximumBlobs)
        blobs_.erase(std::ranges::min_element(blobs_, {}, [](const auto& item) { return item.second.until; }));
    blobs_.emplace(handle, Blob{.data = std::move(data),
                                .reader = std::move(reader),
                                .insertion = insertion,
                                .until = Clock::now() + lifetime});
    return handle;
}

Result<BlobStore::Piece> BlobStore::read(std::string_view handle, std::size_t offset, std::size_t length,
                                         Clock::time_point now) {
    const std::scoped_lock lock(mutex_);
    const auto found = blobs_.find(handle);
    if (found == blobs_.end()) return fail(ErrorCode::BlobUnknown);
    if (found->second.until <= now) {
        blobs_.erase(found);
        return fail(ErrorCode::BlobUnknown, "too old");
    }
    const SecretBytes& data = found->second.data;
    if (offset >= data.size()) return fail(ErrorCode::BlobRangeInvalid);
    const std::size_t count = std::min(length, data.size() - offset);
    const auto start = data.begin() + static_cast<std::ptrdiff_t>(offset);
    Piece piece{.data = SecretBytes(start, start + static_cast<std::ptrdiff_t>(count)), .total = data.size()};
    if (offset + count == data.size()) blobs_.erase(found);
    return piece;
}

void BlobStore::forgetCard(std::string_view reader, std::uint32_t insertion) {
    const std::scoped_lock lock(mutex_);
    std::erase_if(blobs_,
                  [&](const auto& item) { return item.second.reader == reader && item.second.insertion == insertion; });
}

void BlobStore::cardLeft(const std::string& reader, std::uint32_t insertion) {
    forgetCard(reader, insertion);
    const std::scoped_lock lock(mutex_);
    left_[reader] = insertion;
}

std::optional<BlobStore::Clock::time_point> BlobStore::forgetOld(Clock::time_point now) {
    const std::scoped_lock lock(mutex_);
    std::erase_if(blobs_, [&](const auto& item) { return item.second.until <= now; });
    if (blobs_.empty()) return std::nullopt;
    return std::ranges::min_element(blobs_, {}, [](const auto& item) { return item.second.until; })->second.until;
}

void BlobStore::clear() {
    const std::scoped_lock lock(mutex_);
    blobs_.clear();
}

}  // namespace cccd_bridge::host
