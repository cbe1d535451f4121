#!/usr/bin/env node
// A native host for tests: passes every message between the browser and the test that listens on a socket beside it.
import { connect } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const socket = connect(join(dirname(fileURLToPath(import.meta.url)), "host.sock"));
let pending = Buffer.alloc(0);

process.stdin.on("data", (chunk) => {
  pending = Buffer.concat([pending, chunk]);
  while (pending.length >= 4 && pending.length >= 4 + pending.readUInt32LE(0)) {
    const end = 4 + pending.readUInt32LE(0);
    socket.write(`${pending.subarray(4, end).toString("utf8")}\n`);
    pending = pending.subarray(end);
  }
});
process.stdin.on("end", () => process.exit(0));

let lines = "";
socket.setEncoding("utf8");
socket.on("data", (text) => {
  const parts = (lines + text).split("\n");
  lines = parts.pop();
  for (const line of parts) {
    const body = Buffer.from(line, "utf8");
    const head = Buffer.alloc(4);
    head.writeUInt32LE(body.length);
    process.stdout.write(Buffer.concat([head, body]));
  }
});
socket.on("close", () => process.exit(0));
socket.on("error", () => process.exit(1));
