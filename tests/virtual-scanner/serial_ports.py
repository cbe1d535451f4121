#!/usr/bin/python3
"""Serial scanners on pseudo terminals, each under a path of its own.

usage: serial_ports.py DIRECTORY
Standard input, one JSON object a line: {"do": "plug"|"unplug", "port": NAME},
{"do": "send", "port": NAME, "data": BASE64}; each is answered with a line, "done", when it has happened. The end of
input ends the program and its ports.
"""
import base64
import json
import os
import pty
import sys
import tty


class Ports:
    """Pseudo terminals by name; the slave is reached by DIRECTORY/NAME while it is plugged."""

    def __init__(self, directory):
        self.directory = directory
        self.open = {}

    def plug(self, name):
        master, slave = pty.openpty()
        tty.setraw(slave)
        os.symlink(os.ttyname(slave), os.path.join(self.directory, name))
        self.open[name] = master, slave

    def unplug(self, name):
        os.unlink(os.path.join(self.directory, name))
        for descriptor in self.open.pop(name):
            os.close(descriptor)

    def send(self, name, data):
        rest = memoryview(base64.b64decode(data))
        while rest:
            rest = rest[os.write(self.open[name][0], rest):]


def main():
    ports = Ports(sys.argv[1])
    for line in sys.stdin:
        order = json.loads(line)
        arguments = [order["port"]] + ([order["data"]] if "data" in order else [])
        getattr(ports, order["do"])(*arguments)
        print("done", flush=True)
    for name in list(ports.open):
        ports.unplug(name)


if __name__ == "__main__":
    main()
