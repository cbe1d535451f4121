#include "host/doctor_facts.hpp"

#include "doctor/file_rights.hpp"
#include "doctor/probes.hpp"
#include "host/trust_directory.hpp"
#include "host/version.hpp"
#include "host/wire_text.hpp"

#include <algorithm>
#include <filesystem>
#include <set>
#include <string_view>
#include <utility>

namespace cccd_bridge::host {

namespace fs = std::filesystem;

namespace {

constexpr int mostReaderWaits = 10;

std::vector<std::string> split(std::string_view list) {
    std::vector<std::string> words;
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(';'), list.size());
        if (end > 0) words.emplace_back(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return words;
}

doctor::ProgramFacts programFacts(const doctor::Places& places) {
    return {.version = std::string(programVersion),
            .path = places.shown(places.program),
            .writableByOthers = !places.program.empty() && doctor::isReplaceableByOthers(places, places.program),
            .runByAdministrator = doctor::isAdministrator(),
            .chromiumIds = split(chromeExtensionIds),
            .firefoxIds = split(firefoxExtensionIds)};
}

doctor::CardServiceFacts cardServiceFacts(const doctor::Places& places, const devices::ReaderSnapshot& snapshot) {
    doctor::CardServiceFacts facts;
    if (!snapshot.serviceRunning) facts.state = doctor::lookAtService(places);
    facts.driverMissing = doctor::isReaderDriverMissing(places);
    for (const devices::ReaderInfo& reader : snapshot.readers)
        facts.readers.push_back({.name = reader.name,
                                 .isVirtual = reader.readerClass == devices::ReaderClass::isVirtual,
                                 .stuck = reader.state == devices::ReaderState::stuck});
    return facts;
}

// "usb:1-2.4:1.0:05f9:4206" is plugged into 1-2.4.
std::string usbSocket(std::string_view id) {
    constexpr std::string_view kind = "usb:";
    if (!id.starts_with(kind)) return {};
    id.remove_prefix(kind.size());
    return std::string(id.substr(0, id.find(':')));
}

doctor::ScannerAccess accessOf(const doctor::Places& places, const devices::ScannerInfo& scanner) {
    if (!scanner.error) return doctor::lookAtScanner(places, {.port = scanner.port, .usb = usbSocket(scanner.id)});
    return *scanner.error == ErrorCode::ScannerAccessDenied ? doctor::ScannerAccess::denied
                                                            : doctor::ScannerAccess::failed;
}

doctor::ScannersFacts scannersFacts(const doctor::Places& places, const ScannerList& scanners) {
    doctor::ScannersFacts facts;
    facts.settingsDamaged = !scanners;
    if (!scanners) return facts;
    for (const devices::ScannerInfo& scanner : *scanners)
        facts.scanners.push_back({.name = scanner.name, .access = accessOf(places, scanner)});
    return facts;
}

std::vector<std::string> unusedFiles(const fs::path& directory, const AnchorSet& set) {
    std::set<std::string_view> used;
    for (const auto* origins : {&set.anchorOrigins, &set.signerOrigins, &set.listOrigins})
        used.insert(origins->begin(), origins->end());
    std::vector<std::string> unused;
    std::error_code failure;
    fs::directory_iterator entry(directory, failure);
    for (std::size_t seen = 0; !failure && entry != fs::directory_iterator() && seen < TrustStore::maximumEntries;
         entry.increment(failure), ++seen) {
        std::string name = entry->path().filename().string();
        if (!used.contains(name)) unused.push_back(std::move(name));
    }
    std::ranges::sort(unused);
    return unused;
}

doctor::TrustFacts trustFacts(TrustStore& store, const doctor::Places& places) {
    const TrustDirectory directory = lookAtTrustDirectory(store.directory());
    doctor::TrustFacts facts{.directory = places.shown(store.directory()), .reading = doctor::Reading::read};
    if (directory.absent) facts.reading = doctor::Reading::absent;
    if (directory.unreadable) facts.reading = doctor::Reading::unreadable;
    facts.writableByOthers = directory.unprotected;
    const auto set = store.anchors();
    for (const emrtd::TrustAnchor& anchor : set->anchors)
        facts.certificates.push_back({.subject = anchor.subject,
                                      .country = anchor.country,
                                      .kind = doctor::CertificateKind::issuer,
                                      .notBefore = anchor.notBefore,
                                      .notAfter = anchor.notAfter});
    for (const emrtd::Certificate& signer : set->signers)
        facts.certificates.push_back({.subject = signer.subject(),
                                      .country = std::string(signer.country()),
                                      .kind = doctor::CertificateKind::signer,
                                      .notBefore = signer.notBefore(),
                                      .notAfter = signer.notAfter()});
    for (const emrtd::RevocationList& list : set->revocationLists)
        facts.certificates.push_back({.subject = list.issuer(),
                                      .country = std::string(list.country()),
                                      .kind = doctor::CertificateKind::revocationList,
                                      .notBefore = list.thisUpdate(),
                                      .notAfter = list.nextUpdate()});
    if (directory.readable()) facts.unusedFiles = unusedFiles(store.directory(), *set);
    return facts;
}

doctor::ClockFacts clockFacts() {
    // The date is the build's own text, so it is one.
    const auto released = timeFromIso(std::string(releaseDate) + "T00:00:00Z");
    return {.now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()),
            .released = std::chrono::floor<std::chrono::days>(released.value())};
}

doctor::Facts factsOf(Application& application, const devices::ReaderSnapshot& readers, const ScannerList& scanners) {
    const doctor::Places places = doctor::systemPlaces();
    return {.program = programFacts(places),
            .browsers = doctor::lookAtBrowsers(places),
            .cardService = cardServiceFacts(places, readers),
            .scanners = scannersFacts(places, scanners),
            .trust = trustFacts(application.trust(), places),
            .clock = clockFacts(),
            .session = doctor::lookAtSession(places)};
}

// A service that hangs is no service; one on a busy machine is, so it gets more than one of the waits that a look
// takes.
devices::ReaderSnapshot lookAtReaders(ReaderService& readers) {
    for (int wait = 1; wait < mostReaderWaits && !readers.ready(); ++wait) readers.snapshot();
    return readers.snapshot();
}

}  // namespace

void examineDesk(Application& application, std::function<void(const Desk&)> then) {
    application.readers().start();
    application.worker().post([&application, then = std::move(then)] {
        const devices::ReaderSnapshot readers = lookAtReaders(application.readers());
        // Files may lie on slow disks, and the scanners' thread has scans to read.
        const auto finish = [&application, then, readers](const ScannerList& scanners) {
            application.worker().post([&application, then, readers, scanners] {
                then({.readers = readers, .scanners = scanners, .facts = factsOf(application, readers, scanners)});
            });
        };
        const auto hub = application.scanners().hub();
        if (!hub) return finish(std::unexpected(hub.error()));
        (*hub)->list(finish);
    });
}

}  // namespace cccd_bridge::host
