// Scanners without hardware: serial ones on pseudo terminals, HID-POS ones on a pretended USB bus.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

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
 * @returns plug(port), unplug(port), send(port, bytes or text), taken(port): when everything sent was read, stop()
 */
export function startSerialScanners(directory) {
  const child = spawn("python3", [script("serial_ports.py"), directory], { stdio: ["pipe", "pipe", "inherit"] });
  const orders = new Orders(child.stdin, child.stdout);
  return {
    plug: (port) => orders.do({ do: "plug", port }),
    unplug: (port) => orders.do({ do: "unplug", port }),
    taken: (port) => orders.do({ do: "taken", port }),
    send: (port, bytes) => orders.do({ do: "send", port, data: Buffer.from(bytes).toString("base64") }),
    stop: () => new Promise((resolve) => child.once("close", resolve).stdin.end()),
  };
}
