#include "doctor/probes.hpp"
#include "fake_system.hpp"

#include <doctest/doctest.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <cstdlib>
#include <cstring>

using namespace cccd_bridge::doctor;

namespace {

/// The environment as a desk has it: nothing of the machine that runs the tests.
struct CleanEnvironment {
    CleanEnvironment() {
        for (const char* name : {"PCSCLITE_CSOCK_NAME", "SSH_CONNECTION", "XRDP_SESSION", "SNAP"}) unsetenv(name);
    }
};

/// A socket somebody listens at until it goes.
class Listener {
  public:
    explicit Listener(const std::filesystem::path& path) : descriptor_(socket(AF_UNIX, SOCK_STREAM, 0)) {
        std::filesystem::create_directories(path.parent_path());
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        REQUIRE(path.string().size() < sizeof(address.sun_path));
        std::strcpy(address.sun_path, path.c_str());
        REQUIRE(bind(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0);
        REQUIRE(listen(descriptor_, 1) == 0);
    }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    ~Listener() { close(descriptor_); }

  private:
    int descriptor_;
};

}  // namespace

TEST_CASE("why the smart card service cannot be used") {
    const CleanEnvironment clean;
    const FakeSystem system;
    const Places places = system.places();
    CHECK(lookAtService(places) == ServiceState::notInstalled);
    system.write("/usr/sbin/pcscd", "", 0755);
    CHECK(lookAtService(places) == ServiceState::notRunning);
    {
        const Listener listener(system.at("/run/pcscd/pcscd.comm"));
        CHECK(lookAtService(places) == ServiceState::refused);
    }
    // The socket of a service that died is still there.
    CHECK(lookAtService(places) == ServiceState::notRunning);
    std::filesystem::create_directories(system.at("/etc/systemd/system"));
    std::filesystem::create_symlink("/dev/null", system.at("/etc/systemd/system/pcscd.socket"));
    CHECK(lookAtService(places) == ServiceState::disabled);
}

TEST_CASE("the service is sought where its library seeks it") {
    const CleanEnvironment clean;
    const FakeSystem system;
    const Listener listener(system.at("/elsewhere/socket"));
    setenv("PCSCLITE_CSOCK_NAME", system.at("/elsewhere/socket").c_str(), 1);
    CHECK(lookAtService(system.places()) == ServiceState::refused);
    setenv("PCSCLITE_CSOCK_NAME", std::string(200, 'x').c_str(), 1);
    CHECK(lookAtService(system.places()) == ServiceState::notInstalled);
    unsetenv("PCSCLITE_CSOCK_NAME");
}

TEST_CASE("rights to a scanner's device file") {
    const FakeSystem system;
    const Places places = system.places();
    const ScannerPlace port{.port = "/dev/ttyACM0"};
    const ScannerPlace usb{.usb = "1-2.4"};
    CHECK(lookAtScanner(places, port) == ScannerAccess::absent);
    CHECK(lookAtScanner(places, usb) == ScannerAccess::usable);  // nothing is known of it
    system.write("/dev/ttyACM0", "", 0666);
    system.write("/dev/bus/usb/001/012", "", 0666);
    system.write("/sys/bus/usb/devices/1-2.4/busnum", "1\n");
    system.write("/sys/bus/usb/devices/1-2.4/devnum", "12\n");
    const OrdinaryUser clerk;
    CHECK(lookAtScanner(places, port) == ScannerAccess::usable);
    CHECK(lookAtScanner(places, usb) == ScannerAccess::usable);
}

TEST_CASE("a scanner whose device file is the administrator's") {
    const FakeSystem system;
    system.write("/dev/ttyACM0", "", 0);
    system.write("/dev/bus/usb/001/012", "", 0400);
    system.write("/sys/bus/usb/devices/1-2.4/busnum", "1\n");
    system.write("/sys/bus/usb/devices/1-2.4/devnum", "12\n");
    const OrdinaryUser clerk;
    CHECK(lookAtScanner(system.places(), {.port = "/dev/ttyACM0"}) == ScannerAccess::denied);
    CHECK(lookAtScanner(system.places(), {.usb = "1-2.4"}) == ScannerAccess::denied);
}

TEST_CASE("the driver of readers") {
    const FakeSystem system;
    CHECK(isReaderDriverMissing(system.places()));
    system.write("/usr/lib/pcsc/drivers/ifd-ccid.bundle/Contents/Info.plist", "");
    CHECK_FALSE(isReaderDriverMissing(system.places()));
}

TEST_CASE("the session and what it runs in") {
    const CleanEnvironment clean;
    const FakeSystem system;
    CHECK(lookAtSession(system.places()).remote.empty());
    CHECK(lookAtSession(system.places()).sandbox.empty());
    system.write("/etc/os-release", "NAME=x\nPRETTY_NAME=\"Debian 12\"\n");
    CHECK(lookAtSession(system.places()).system.starts_with("Debian 12, "));
    setenv("SSH_CONNECTION", "a b", 1);
    CHECK(lookAtSession(system.places()).remote == "SSH");
    setenv("XRDP_SESSION", "1", 1);
    CHECK(lookAtSession(system.places()).remote == "RDP");
    system.write("/.dockerenv", "");
    CHECK(lookAtSession(system.places()).sandbox == "container");
    setenv("SNAP", "/snap/x", 1);
    CHECK(lookAtSession(system.places()).sandbox == "Snap");
    system.write("/.flatpak-info", "");
    CHECK(lookAtSession(system.places()).sandbox == "Flatpak");
    const CleanEnvironment again;
}
