// Scanners without hardware: serial ones on pseudo terminals, HID-POS ones on a pretended USB bus.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, watch } from "node:fs";
import { createConnection } from "node:net";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const startDeadlineMs = 10_000;

/** Resolves when there is something at the path. */
function appears(path) {
  return new Promise((resolve, reject) => {
    const end = (settle, outcome) => {
      clearTimeout(deadline);
      watcher.close();
      settle(outcome);
    };
    const look = () => existsSync(path) && end(resolve);
    const deadline = setTimeout(() => end(reject, new Error("the pretended bus did not start")), startDeadlineMs);
    const watcher = watch(dirname(path), look);
    // What was there before the watch began is announced to nobody.
    look();
  });
}

const script = (name) => fileURLToPath(new URL(name, import.meta.url));

/** A helper that takes one JSON object a line and answers each with a line. */
class Orders {
  #answers;
  #last = Promise.resolve();

  constructor(input, output) {
    this.input = input;
    this.#answers = createInterface({ input: output })[Symbol.asyncIterator]();
  }

  /** One at a time, in order; resolves when it has happened. */
  do(order) {
    const next = this.#last.then(async () => {
      this.input.write(`${JSON.stringify(order)}\n`);
      const { value, done } = await this.#answers.next();
      if (done || value !== "done") throw new Error(`the helper answered ${value}`);
    });
    this.#last = next.catch(() => undefined);
    return next;
  }
}

/**
 * Serial scanners whose ports are `directory`/NAME.
 * @returns plug(port), unplug(port), send(port, bytes or text), stop()
 */
export function startSerialScanners(directory) {
  const child = spawn("python3", [script("serial_ports.py"), directory], { stdio: ["pipe", "pipe", "inherit"] });
  const orders = new Orders(child.stdin, child.stdout);
  return {
    plug: (port) => orders.do({ do: "plug", port }),
    unplug: (port) => orders.do({ do: "unplug", port }),
    send: (port, bytes) => orders.do({ do: "send", port, data: Buffer.from(bytes).toString("base64") }),
    stop: () => new Promise((resolve) => child.once("close", resolve).stdin.end()),
  };
}

const helper = script("usb_scanners.py");

/**
 * A pretended USB bus with HID-POS scanners. `command` and `args` start a program in that world (its own arguments follow);
 * after it was started, `connect()`, and then plug(name, {address, port, keyboard, driver, vendor, held}), plugSerial(name, {address, port, vendor, node}), type(name, bytes), unplug, send(name, packets), taken,
 * hold, free, given.
 */
export function usbScanners(directory) {
  const path = join(directory, "usb");
  let orders;
  return {
    command: "umockdev-wrapper",
    args: (program) => ["/usr/bin/python3", helper, path, program],
    async connect() {
      await appears(path);
      const socket = createConnection(path);
      await once(socket, "connect");
      orders = new Orders(socket, socket);
    },
    plug: (name, options) => orders.do({ do: "plug", name, ...options }),
    plugSerial: (name, options) => orders.do({ do: "plugSerial", name, ...options }),
    type: (name, bytes) => orders.do({ do: "type", name, data: Buffer.from(bytes).toString("base64") }),
    send: (name, packets) => orders.do({ do: "send", name, packets: packets.map((packet) => packet.toString("hex")) }),
    ...Object.fromEntries(["unplug", "taken", "hold", "free", "given"].map((what) => [what, (name) => orders.do({ do: what, name })])),
  };
}

const dataBytes = 56;
const packetBytes = 32;

/** The reports of one scan as packets of the pretended scanner's endpoint. */
export function hidPosPackets(bytes, { aim = "]Q1" } = {}) {
  const packets = [];
  const content = Buffer.from(bytes);
  for (let at = 0; at === 0 || at < content.length; at += dataBytes) {
    const part = content.subarray(at, at + dataBytes);
    const report = Buffer.alloc(1 + 1 + 3 + dataBytes + 2 + 1);
    report.set([2, part.length, ...Buffer.from(aim)]);
    part.copy(report, 5);
    report[report.length - 1] = at + dataBytes < content.length ? 1 : 0;
    for (let start = 0; start < report.length; start += packetBytes) packets.push(report.subarray(start, start + packetBytes));
  }
  return packets;
}
