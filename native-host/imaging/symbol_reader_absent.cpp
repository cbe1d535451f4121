// A build without the barcode library: no picture has a code, and canFindSymbols() says why.
#include "imaging/symbol_reader.hpp"

namespace cccd_bridge::imaging {

bool canReadSymbols() { return false; }

std::vector<Symbol> readSymbols(const LumaImage&, Binarizer, Effort) { return {}; }

}  // namespace cccd_bridge::imaging
