#!/usr/bin/env node
// The real host as one of another version would speak: dialect-host.mjs PROGRAM DIALECT [arguments of the host]. Every message goes
// through; a later one adds to what the host says, an earlier one knows less.
import { spawn } from "node:child_process";

const [program, dialect, ...words] = process.argv.slice(2);
const host = spawn(program, words, { stdio: ["pipe", "pipe", "inherit"] });

/** Frames of native messaging out of a stream, each given to `receive` as a message. */
function readMessages(stream, receive) {
  let pending = Buffer.alloc(0);
  stream.on("data", (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    while (pending.length >= 4 && pending.length >= 4 + pending.readUInt32LE(0)) {
      const end = 4 + pending.readUInt32LE(0);
      receive(JSON.parse(pending.subarray(4, end).toString("utf8")));
      pending = pending.subarray(end);
    }
  });
}

function writeMessage(stream, message) {
  const body = Buffer.from(JSON.stringify(message), "utf8");
  const head = Buffer.alloc(4);
  head.writeUInt32LE(body.length);
  stream.write(Buffer.concat([head, body]));
}

/** Adds a member of a later version to every object, and to every citizen a field. */
function withMore(value) {
  if (Array.isArray(value)) return value.map(withMore);
  if (typeof value !== "object" || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withMore(member)]));
  const field = value.fullName === undefined ? {} : { bloodType: { value: "of a later version", source: "dg13", verified: false } };
  return { ...inner, ...field, addedLater: { note: "of a later version" } };
}

const isOfCard = (message) => message.method === "card.citizen" || message.result?.verdicts !== undefined;
const verdictsOf = (message) => (message.result ?? message.params).verdicts;
const greeting = (change) => (message) => {
  if (message.method === "host.hello") change(message.params);
  return message;
};

/** What the host of before did not have. */
const missing = /^(address|scanner|profile|evidence|document)\./;

const dialects = {
  later: {
    fromHost(message) {
      const more = greeting((params) => Object.assign(params, { version: "99.0.0", protocol: { min: 1, max: 2 } }))(message);
      if (more.method === "host.hello") more.params.capabilities.push("future.thing");
      writeMessage(process.stdout, { jsonrpc: "2.0", method: "future.event", params: {} });
      return withMore(more);
    },
  },
  // Says of the card what an extension of today has no word for.
  laterVerdict: {
    fromHost(message) {
      greeting((params) => (params.version = "99.0.0"))(message);
      if (isOfCard(message)) verdictsOf(message).data = { status: "no", reason: "ofALaterVersion" };
      return message;
    },
  },
  laterProtocol: { fromHost: greeting((params) => Object.assign(params, { version: "99.0.0", protocol: { min: 2, max: 2 } })) },
  earlier: {
    fromHost: (message) => {
      if (message.result?.capabilities !== undefined) message.result.capabilities = ["photo.jpeg"];
      return greeting((params) => Object.assign(params, { version: "0.0.1", capabilities: ["photo.jpeg"] }))(message);
    },
    refuses: (method) => missing.test(method),
  },
  // What a later extension asks for beyond today's params reaches this host, which refuses it.
  askedForMore: {
    fromHost: greeting((params) => (params.version = "0.0.1")),
    toHost: (message) => (message.method === "session.start" ? { ...message, params: { ...message.params, options: { ...message.params.options, addedLater: true } } } : message),
  },
  // As old as that, and without what the panel cannot do without.
  muchEarlier: { fromHost: greeting((params) => (params.version = "0.0.1")), refuses: (method) => method === "qr.parse" },
};

const { fromHost, toHost = (message) => message, refuses = () => false } = dialects[dialect];
readMessages(host.stdout, (message) => writeMessage(process.stdout, fromHost(message)));
readMessages(process.stdin, (message) => {
  if (!refuses(message.method)) return writeMessage(host.stdin, toHost(message));
  writeMessage(process.stdout, { jsonrpc: "2.0", id: message.id, error: { code: -32601, message: "unknown", data: { code: "protocol.methodUnknown" } } });
});
process.stdin.on("end", () => host.stdin.end());
host.on("exit", (code) => process.exit(code ?? 1));
