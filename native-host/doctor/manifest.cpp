#include "doctor/manifest.hpp"

#include "doctor/bounded_file.hpp"
#include "doctor/file_rights.hpp"
#include "doctor/json_words.hpp"

namespace cccd_bridge::doctor {

namespace fs = std::filesystem;

namespace {

void lookAtProgram(const Places& places, const fs::path& program, ManifestFacts& facts) {
    facts.program = places.shown(program);
    if (!program.is_absolute()) {
        facts.programState = ProgramState::relativePath;
        return;
    }
    const fs::path file = places.at(program);
    std::error_code failure;
    if (!fs::is_regular_file(file, failure)) {
        facts.programState = ProgramState::missing;
        return;
    }
    if (!isExecutable(file)) facts.programState = ProgramState::notExecutable;
    facts.programWritableByOthers = isReplaceableByOthers(places, program);
    facts.programIsThisOne = places.program.empty() || fs::equivalent(file, places.at(places.program), failure);
}

}  // namespace

Result<Manifest> parseManifest(std::string_view text) {
    TRY(const auto document, parseJson(text, fileParseMemory));
    if (!document.is_object()) return fail(ErrorCode::ProtocolInvalidRequest, "manifest");
    const json::object& object = document.get_object();
    Manifest manifest{.name = wordAt(object, "name"),
                      .type = wordAt(object, "type"),
                      .path = wordAt(object, "path"),
                      .callers = wordsAt(object, "allowed_origins")};
    for (std::string& extension : wordsAt(object, "allowed_extensions"))
        manifest.callers.push_back(std::move(extension));
    return manifest;
}

ManifestFacts lookAtManifest(const Places& places, const fs::path& path, bool ofUser) {
    ManifestFacts facts{.place = places.shown(path), .ofUser = ofUser};
    const fs::path file = places.at(path);
    const FileText content = readSmallFile(file);
    facts.reading = content.reading;
    if (facts.reading == Reading::absent) return facts;
    facts.writableByOthers = isReplaceableByOthers(places, path);
    if (facts.reading != Reading::read) return facts;
    auto manifest = parseManifest(content.text);
    if (!manifest) {
        facts.reading = Reading::damaged;
        return facts;
    }
    facts.name = std::move(manifest->name);
    facts.type = std::move(manifest->type);
    facts.callers = std::move(manifest->callers);
    lookAtProgram(places, programOf(path, manifest->path), facts);
    return facts;
}

}  // namespace cccd_bridge::doctor
