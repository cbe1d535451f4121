#!/usr/bin/python3
"""Plugs and unplugs pretended USB readers under umockdev, and runs pcscd in that world.

usage (under umockdev-wrapper): mock_usb.py PROGRAM [ARGUMENT...]
Standard input: `plug VVVV PPPP` and `unplug VVVV PPPP` (vendor and product, hexadecimal), one a line; each is answered
with `done`. The end of input ends the program.
"""
import signal
import subprocess
import sys

import gi

gi.require_version("UMockdev", "1.0")
from gi.repository import UMockdev  # noqa: E402


# umockdev's description format: P path, N device node, E udev property, A sysfs attribute.
DEVICE = """P: {path}
N: bus/usb/001/{address:03}
E: DEVNAME=/dev/bus/usb/001/{address:03}
E: DEVTYPE=usb_device
E: SUBSYSTEM=usb
E: BUSNUM=001
E: DEVNUM={address:03}
A: idVendor={vendor}\\n
A: idProduct={product}\\n
A: busnum=1\\n
A: devnum={address}\\n
"""
INTERFACE = """P: {path}/1-{address}:1.0
E: DEVTYPE=usb_interface
E: SUBSYSTEM=usb
A: bInterfaceNumber=00\\n
A: bInterfaceClass=0b\\n
"""


class Bus:
    """USB readers by vendor and product; addresses are never used twice, as on a real bus."""

    def __init__(self):
        self.testbed = UMockdev.Testbed.new()
        self.present = {}
        self.address = 1

    def plug(self, vendor, product):
        self.address += 1
        path = f"/devices/pci0000:00/0000:00:14.0/usb1/1-{self.address}"
        values = {"path": path, "address": self.address, "vendor": vendor, "product": product}
        self.testbed.add_from_string(DEVICE.format(**values))
        self.testbed.add_from_string(INTERFACE.format(**values))
        self.present[vendor, product] = ("/sys" + path, f"/sys{path}/1-{self.address}:1.0")

    def unplug(self, vendor, product):
        for path in reversed(self.present.pop((vendor, product))):
            self.testbed.uevent(path, "remove")
            self.testbed.remove_device(path)


def main():
    bus = Bus()
    # The world of `bus` reaches the child by the environment that umockdev set up.
    child = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=sys.stderr)
    signal.signal(signal.SIGCHLD, lambda *_: sys.exit(child.wait()))
    print("done", flush=True)
    try:
        for line in sys.stdin:
            action, vendor, product = line.split()
            {"plug": bus.plug, "unplug": bus.unplug}[action](vendor, product)
            print("done", flush=True)
    finally:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        child.kill()
        child.wait()


if __name__ == "__main__":
    main()
