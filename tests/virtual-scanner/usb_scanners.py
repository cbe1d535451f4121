#!/usr/bin/python3
"""HID-POS and serial scanners on a pretended USB bus, and a program that runs in that world.

usage (under umockdev-wrapper): usb_scanners.py SOCKET PROGRAM [ARGUMENT...]
The program has this one's standard streams. Whoever connects to the UNIX socket gives orders, one JSON object a line, each
answered with a line, "done", when it has happened: {"do": "plug", "name": N, "address": A, "port"?: P, "keyboard"?: true, "driver"?: bool,
"vendor"?: HEX, "held"?: bool}, {"do": "plugSerial", "name": N, "address": A, "vendor": HEX, "node": "ttyACM0", "port"?: P}, {"do": "type", "name": N, "data": BASE64} (of a serial one),
{"do": "unplug", "name": N}, {"do": "send", "name": N, "packets": [HEX...]}, {"do": "taken", "name": N} (all packets were
read), {"do": "hold"|"free", "name": N} (another program has the interface), {"do": "given", "name": N} (the system's
driver has it).
"""
import base64
import errno
import fcntl
import json
import os
import pty
import signal
import socket
import struct
import subprocess
import sys
import termios
import threading
import tty

import gi

gi.require_version("UMockdev", "1.0")
from gi.repository import UMockdev  # noqa: E402

PACKET = 32
# Report 2: byte count, AIM identifier, 56 bytes of data, two of the maker's, one flag in eight bits.
SCANNER = bytes.fromhex(
    "058c0902a1010912a10285021500 26ff0075089501 0501093b8102 9503 058c09fb09fc09fd8102 9538 09fe820201"
    "0666ff9502090409008102 058c25017501950109ff8102 95078103 c0c0".replace(" ", ""))
KEYBOARD = bytes.fromhex("05010906a1010507 19e029e7 15002501 7501 9508 8102 c0".replace(" ", ""))

DEVICE = """P: {path}
N: bus/usb/001/{address:03}
E: DEVNAME=/dev/bus/usb/001/{address:03}
E: DEVTYPE=usb_device
E: SUBSYSTEM=usb
E: BUSNUM=001
E: DEVNUM={address:03}
A: idVendor={vendor}\\n
A: idProduct=0b6a\\n
A: product={name}\\n
A: serial=S{address}\\n
A: busnum=1\\n
A: devnum={address}\\n
A: speed=12\\n
A: bConfigurationValue=1\\n
H: descriptors={descriptors}
"""
INTERFACE = """P: {path}/{device}:1.0
E: DEVTYPE=usb_interface
E: SUBSYSTEM=usb
A: bInterfaceNumber=00\\n
A: bInterfaceClass=03\\n
"""
TTY = """P: {path}/{device}:1.0/tty/{node}
E: DEVNAME=/dev/{node}
E: SUBSYSTEM=tty
A: dev=166:{address}\\n
"""
HID = """P: {path}/{device}:1.0/0003:0C2E:0B6A.{address:04X}
E: SUBSYSTEM=hid
H: report_descriptor={report}
"""


def descriptors(report, protocol, vendor, kind=3):
    device = struct.pack("<BBHBBBBHHHBBBB", 18, 1, 0x0200, 0, 0, 0, 64, int(vendor, 16), 0x0B6A, 0x0100, 0, 0, 0, 1)
    interface = struct.pack("<BBBBBBBBB", 9, 4, 0, 0, 1, kind, 1 if protocol else 0, protocol, 0)
    hid = struct.pack("<BBHBBBH", 9, 0x21, 0x0111, 0, 1, 0x22, len(report))
    endpoint = struct.pack("<BBBBHB", 7, 5, 0x81, 3, PACKET, 1)
    body = interface + hid + endpoint
    return device + struct.pack("<BBHBBBBB", 9, 2, 9 + len(body), 1, 1, 0, 0x80, 50) + body


class Usbfs(UMockdev.IoctlBase):
    """The usbfs node of one device (linux/usbdevice_fs.h)."""

    def __init__(self, report, driver):
        super().__init__()
        self.report = report
        self.driver = driver
        self.changed = threading.Condition()
        self.packets = []
        self.waiting = []
        self.finished = []
        self.bound = driver
        self.held = False
        self.gone = False
        self.directory = None

    def do_handle_ioctl(self, client):
        number = client.get_request() & 0xFF
        with self.changed:
            result, error = self.answer(number, client.get_arg())
            self.changed.notify_all()
        client.complete(result, error)
        return True

    def bind(self, bound):
        """The system's driver comes or goes, and with it what it tells about the interface."""
        bound = bound and self.driver
        if bound != self.bound and self.directory:
            aside = self.directory.replace("/sys/devices/", "/aside-").replace(":", "-")
            os.makedirs(os.path.dirname(aside), exist_ok=True)
            os.rename(*((aside, self.directory) if bound else (self.directory, aside)))
        self.bound = bound

    def answer(self, number, arg):
        if number == 0x1A:  # GET_CAPABILITIES, with DISCONNECT_CLAIM
            arg.resolve(0, 4).update(0, struct.pack("<I", 0x01 | 0x08 | 0x20))
            return 0, 0
        if number == 0x08:  # GETDRIVER
            if not self.bound:
                return -1, errno.ENODATA
            arg.resolve(0, 260).update(4, b"usbhid\0")
            return 0, 0
        if self.gone and number not in (0x0B, 0x0D):
            return -1, errno.ENODEV
        if number in (0x0F, 0x1B):  # CLAIMINTERFACE, DISCONNECT_CLAIM
            if self.held or (number == 0x0F and self.bound):
                return -1, errno.EBUSY
            self.bind(False)
            return 0, 0
        if number == 0x12:  # IOCTL: CONNECT
            self.bind(True)
            return 1, 0
        if number == 0x0A:
            return self.submit(arg.resolve(0, 56))
        if number == 0x0B:  # DISCARDURB: all, there is one
            self.finish(-errno.ENOENT)
            return 0, 0
        if number == 0x0D:
            return self.reap(arg)
        return 0, 0

    def submit(self, urb):
        kind, = struct.unpack_from("<B", urb.retrieve(), 0)
        length, = struct.unpack_from("<i", urb.retrieve(), 24)
        buffer = urb.resolve(16, length)
        if kind == 2:  # control: only the report descriptor is asked for
            self.finished.append((urb, buffer, 8, self.report[:length - 8], 0))
        else:
            self.waiting.append((urb, buffer))
            self.pump()
        return 0, 0

    def pump(self):
        while self.waiting and self.packets:
            urb, buffer = self.waiting.pop(0)
            self.finished.append((urb, buffer, 0, self.packets.pop(0), 0))

    def finish(self, status):
        while self.waiting:
            urb, buffer = self.waiting.pop(0)
            self.finished.append((urb, buffer, 0, b"", status))

    def reap(self, arg):
        if not self.finished:
            return -1, errno.ENODEV if self.gone else errno.EAGAIN
        urb, buffer, offset, data, status = self.finished.pop(0)
        if data:
            buffer.update(offset, data)
        urb.update(4, struct.pack("<i", status))
        urb.update(28, struct.pack("<i", len(data)))
        arg.resolve(0, 8).set_ptr(0, urb)
        return 0, 0


class Line(UMockdev.IoctlBase):
    """What the testbed does not pass on to the pseudo terminal behind a port: calls that are no termios ones."""

    def __init__(self, slave):
        super().__init__()
        self.slave = slave

    def do_handle_ioctl(self, client):
        if client.get_request() == termios.FIONREAD:
            count = fcntl.ioctl(self.slave, termios.FIONREAD, bytes(4))
            client.get_arg().resolve(0, 4).update(0, count)
        client.complete(0, 0)
        return True


class Bus:
    """Scanners by name; the orders of the socket."""

    def __init__(self):
        self.testbed = UMockdev.Testbed.new()
        self.devices = {}
        self.serial = {}
        self.links = {}

    def plug(self, name, address, port=None, keyboard=False, driver=True, vendor="0c2e", held=False):
        device = f"1-{port or address}"
        path = f"/devices/pci0000:00/0000:00:14.0/usb1/{device}"
        report = KEYBOARD if keyboard else SCANNER
        values = {
            "path": path, "device": device, "address": address, "name": name, "vendor": vendor, "report": report.hex().upper(),
            "descriptors": descriptors(report, 1 if keyboard else 0, vendor).hex().upper(),
        }
        usbfs = Usbfs(report, driver)
        usbfs.held = held
        # Before the device is announced, or whoever is quick opens a node without an answer.
        self.testbed.attach_ioctl(f"/dev/bus/usb/001/{address:03}", usbfs)
        parts = [(DEVICE, ""), (INTERFACE, f"/{device}:1.0")]
        if driver:
            parts.append((HID, f"/{device}:1.0/0003:0C2E:0B6A.{address:04X}"))
        # What the kernel announces first is what libusb looks at, so the innermost is made first.
        for text, _ in reversed(parts[1:]):
            self.testbed.add_from_string(text.format(**values))
        if driver:
            usbfs.directory = f"{self.testbed.get_root_dir()}/sys{path}{parts[2][1]}"
        self.testbed.add_from_string(DEVICE.format(**values))
        self.devices[name] = usbfs, ["/sys" + path + tail for _, tail in parts]

    def plugSerial(self, name, address, vendor, node, port=None):
        device = f"1-{port or address}"
        path = f"/devices/pci0000:00/0000:00:14.0/usb1/{device}"
        values = {
            "path": path, "device": device, "address": address, "name": name, "vendor": vendor, "node": node,
            "descriptors": descriptors(b"", 0, vendor, 0x0A).hex().upper(),
        }
        for text in (DEVICE, INTERFACE.replace("Class=03", "Class=0a")):
            self.testbed.add_from_string(text.format(**values))
        master, slave = pty.openpty()
        tty.setraw(slave)
        self.testbed.attach_ioctl(f"/dev/{node}", Line(slave))
        # Ours and not the testbed's, which cannot be unplugged: it makes none for a node that it is not told of.
        link = f"{self.testbed.get_root_dir()}/dev/{node}"
        os.makedirs(os.path.dirname(link), exist_ok=True)
        os.symlink(os.ttyname(slave), link)
        self.testbed.add_from_string(TTY.format(**values))
        tail = f"/{device}:1.0"
        self.links[name] = link
        self.serial[name] = (master, slave), ["/sys" + path + part for part in ("", tail, f"{tail}/tty/{node}")]

    def type(self, name, data):
        rest = memoryview(base64.b64decode(data))
        while rest:
            rest = rest[os.write(self.serial[name][0][0], rest):]

    def unplug(self, name):
        if name in self.serial:
            descriptors_of, paths = self.serial.pop(name)
            os.unlink(self.links.pop(name))
            for descriptor in descriptors_of:
                os.close(descriptor)
            return self.remove(paths)
        usbfs, paths = self.devices.pop(name)
        with usbfs.changed:
            if usbfs.directory:
                usbfs.bind(True)
            usbfs.gone = True
            usbfs.finish(-errno.ESHUTDOWN)
        self.remove(paths)

    def remove(self, paths):
        for path in reversed(paths):
            self.testbed.uevent(path, "remove")
            self.testbed.remove_device(path)

    def send(self, name, packets):
        usbfs = self.devices[name][0]
        with usbfs.changed:
            usbfs.packets += [bytes.fromhex(packet) for packet in packets]
            usbfs.pump()

    def taken(self, name):
        self.wait(name, lambda usbfs: not usbfs.packets and usbfs.waiting and not usbfs.finished)

    def given(self, name):
        self.wait(name, lambda usbfs: usbfs.bound)

    def wait(self, name, condition):
        usbfs = self.devices[name][0]
        with usbfs.changed:
            usbfs.changed.wait_for(lambda: condition(usbfs))

    def hold(self, name):
        self.devices[name][0].held = True

    def free(self, name):
        self.devices[name][0].held = False


def serve(bus, path):
    listener = socket.socket(socket.AF_UNIX)
    # Under its name only when it answers.
    listener.bind(f"{path}.new")
    listener.listen()
    os.rename(f"{path}.new", path)
    connection, _ = listener.accept()
    with connection.makefile("rw") as lines:
        for line in lines:
            order = json.loads(line)
            getattr(bus, order.pop("do"))(**order)
            lines.write("done\n")
            lines.flush()


def main():
    bus = Bus()
    threading.Thread(target=serve, args=(bus, sys.argv[1]), daemon=True).start()
    child = subprocess.Popen(sys.argv[2:])
    # The program's own streams end with it.
    for descriptor in (0, 1):
        os.close(descriptor)
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    os._exit(child.wait() & 0xFF)


if __name__ == "__main__":
    main()
