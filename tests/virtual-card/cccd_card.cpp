// cccd-card: what a card file says, for tests and for the demo.
#include "virtual-card/card_description.hpp"
#include "virtual-card/errors.hpp"
#include "virtual-card/facts.hpp"

#include <cstdio>
#include <string>

int main(int argc, char** argv) {
    const std::string command = argc == 3 ? argv[1] : "";
    try {
        using Show = std::string (*)(const virtual_card::CardDescription&);
        const Show show = command == "qr"      ? &virtual_card::qrText
                          : command == "show"  ? &virtual_card::publicFacts
                          : command == "files" ? &virtual_card::filesAsJson
                                               : nullptr;
        if (!show) {
            std::fputs("usage: cccd-card qr|show|files CARD-FILE\n", stderr);
            return 2;
        }
        std::puts(show(virtual_card::loadCardFile(argv[2])).c_str());
        return 0;
    } catch (const virtual_card::CardFileError& error) {
        std::fprintf(stderr, "%s: %s\n", argv[2], error.what());
        return 1;
    }
}
