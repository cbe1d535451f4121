// Boost.JSON without its library: the one translation unit that holds its code.
#include <boost/json/src.hpp>
