#include "host/blob_store.hpp"

#include <doctest/doctest.h>

using namespace cccd_bridge;
using host::BlobStore;

TEST_CASE("a blob is read in pieces and gone after its last byte") {
    BlobStore store;
    const auto handle = store.keep(SecretBytes{1, 2, 3, 4, 5}, "a", 1);
    REQUIRE(handle);
    const auto first = store.read(*handle, 0, 3);
    REQUIRE(first);
    CHECK(first->data == SecretBytes{1, 2, 3});
    CHECK(first->total == 5);
    CHECK(store.read(*handle, 5, 1).error().code == ErrorCode::BlobRangeInvalid);
    CHECK(store.read(*handle, 3, 100)->data == SecretBytes{4, 5});
    CHECK(store.read(*handle, 0, 1).error().code == ErrorCode::BlobUnknown);
}

TEST_CASE("what is found of a card that has left is not kept; its reader's next card is another") {
    BlobStore store;
    const auto shown = store.keep(SecretBytes(3), "a", 4);
    store.cardLeft("a", 4);
    CHECK_FALSE(store.read(*shown, 0, 1));
    CHECK(store.keep(SecretBytes(3), "a", 4).error().code == ErrorCode::CardRemoved);
    CHECK(store.keep(SecretBytes(3), "a", 5));
    CHECK(store.keep(SecretBytes(3), "b", 1));
}

TEST_CASE("a blob goes with its card, with time, and when there are too many") {
    BlobStore store;
    const auto a = store.keep(SecretBytes(3), "a", 1);
    const auto b = store.keep(SecretBytes(3), "b", 1);
    CHECK(*a != *b);
    store.forgetCard("a", 2);
    CHECK(store.read(*a, 0, 1));
    store.forgetCard("a", 1);
    CHECK_FALSE(store.read(*a, 0, 1));
    CHECK(store.read(*b, 0, 1));
    CHECK(store.forgetOld(BlobStore::Clock::now()));
    CHECK_FALSE(store.forgetOld(BlobStore::Clock::now() + BlobStore::lifetime));
    CHECK_FALSE(store.read(*b, 0, 1));

    const auto late = store.keep(SecretBytes(3), "c", 1);
    CHECK(store.read(*late, 0, 1, BlobStore::Clock::now() + BlobStore::lifetime / 2));
    CHECK(store.read(*late, 0, 1, BlobStore::Clock::now() + BlobStore::lifetime).error().code ==
          ErrorCode::BlobUnknown);
    CHECK(store.read(*late, 0, 1).error().code == ErrorCode::BlobUnknown);

    const auto oldest = store.keep(SecretBytes(3), "c", 1);
    for (std::size_t i = 0; i < BlobStore::maximumBlobs; ++i) CHECK(store.keep(SecretBytes(3), "c", 1));
    CHECK_FALSE(store.read(*oldest, 0, 1));
}
