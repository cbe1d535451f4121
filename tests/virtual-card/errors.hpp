// What can go wrong outside the card's own protocol: a card file that makes no sense.
#pragma once

#include <stdexcept>

namespace virtual_card {

/// A card file, or a file it names, is missing or wrong. The text is for the author of the test.
class CardFileError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

}  // namespace virtual_card
