// USB devices as the kernel would describe them, for umockdev: enough for udev's rules to decide on.

const bytes = (...values) => Buffer.from(values).toString("hex");
const path = (port) => `/devices/pci0000:00/usb1/1-${port}`;

/** Device, configuration, one interface and an endpoint after it (USB 2.0 §9.6; CDC's are not needed). */
function descriptors(kind, subclass, protocol) {
  const device = bytes(18, 1, 0, 2, 0, 0, 0, 64, 0x2e, 0x0c, 0x6a, 0x0b, 0, 1, 0, 0, 0, 1);
  const configuration = bytes(9, 2, 25, 0, 1, 1, 0, 0x80, 50);
  return device + configuration + bytes(9, 4, 0, 0, 1, kind, subclass, protocol, 0) + bytes(7, 5, 0x81, 3, 32, 0, 1);
}

const hexByte = (value) => value.toString(16).padStart(2, "0");

function device({ port, vendor, kind, subclass = 0, protocol = 0 }) {
  return `P: ${path(port)}
N: bus/usb/001/00${port}
E: DEVNAME=/dev/bus/usb/001/00${port}
E: DEVTYPE=usb_device
E: SUBSYSTEM=usb
E: BUSNUM=001
E: DEVNUM=00${port}
E: MAJOR=189
E: MINOR=${port}
A: idVendor=${vendor}\\n
A: idProduct=0b6a\\n
H: descriptors=${descriptors(kind, subclass, protocol)}

P: ${path(port)}/1-${port}:1.0
E: DEVTYPE=usb_interface
E: SUBSYSTEM=usb
A: bInterfaceClass=${hexByte(kind)}\\n
A: bInterfaceSubClass=${hexByte(subclass)}\\n
`;
}

/** A HID device with its report descriptor (hexadecimal). @returns its path in sysfs, its description, and the descriptor as a file */
export const hidDevice = ({ port, vendor, report, protocol }) => ({
  path: `/sys${path(port)}`,
  file: { path: `/sys${path(port)}/1-${port}:1.0/0003:0C2E:0B6A.000${port}/report_descriptor`, content: Buffer.from(report, "hex") },
  description: `${device({ port, vendor, kind: 3, subclass: protocol ? 1 : 0, protocol })}
P: ${path(port)}/1-${port}:1.0/0003:0C2E:0B6A.000${port}
E: SUBSYSTEM=hid
H: report_descriptor=${report}
`,
});

/** A serial port over USB; `kind` 2 is CDC, 255 a bridge chip. @returns the port's path in sysfs and its description */
export const serialDevice = ({ port, vendor, kind, node }) => ({
  path: `/sys${path(port)}/1-${port}:1.0/tty/${node}`,
  description: `${device({ port, vendor, kind, subclass: kind === 2 ? 2 : 0 })}
P: ${path(port)}/1-${port}:1.0/tty/${node}
N: ${node}
E: DEVNAME=/dev/${node}
E: SUBSYSTEM=tty
E: MAJOR=166
E: MINOR=${port}
`,
});
