import assert from "node:assert/strict";
import { mock, test, type TestContext } from "node:test";
import { HostClient, type HostEvent } from "../../shared/host-client";
import { BridgeError } from "../../shared/host-errors";
import { ScriptedPort } from "./scripted-port";

function setUp(lastError?: string) {
  const port = new ScriptedPort();
  const events: HostEvent[] = [];
  const closed: string[] = [];
  const client = new HostClient(port, { onEvent: (event) => events.push(event), onClosed: (code) => closed.push(code), lastError: () => lastError, extensionVersion: "1.4.0" });
  return { port, events, closed, client };
}

function refusal(code: string) {
  return (error: unknown) => error instanceof BridgeError && error.code === code;
}

test("a request carries an id of its own, and its answer finds it whatever the order", async () => {
  const { port, client } = setUp();
  const first = client.call("qr.parse", { text: "a" });
  const second = client.call("qr.parse", { text: "b" });
  assert.deepEqual(port.sent.map(({ id, method, params }) => [id, method, params["text"]]), [[1, "qr.parse", "a"], [2, "qr.parse", "b"]]);
  port.result(2, { kind: "url", warnings: [] });
  port.result(1, { kind: "text", warnings: [] });
  assert.equal((await first.result).kind, "text");
  assert.equal((await second.result).kind, "url");
});

test("an error of the host comes with its code and values", async () => {
  const { port, client } = setUp();
  const { result } = client.call("card.read", { key: { can: "123456" } });
  port.refuse(1, "card.wrongKey", { attempts: 1 });
  await assert.rejects(result, (error: unknown) => refusal("card.wrongKey")(error) && (error as BridgeError).params["attempts"] === 1);
});

test("an unknown code of the host is an internal fault", async () => {
  const { port, client } = setUp();
  const { result } = client.call("reader.list", {});
  port.refuse(1, "no.suchCode");
  await assert.rejects(result, refusal("protocol.internal"));
});

test("a result of another shape is never handed on", async () => {
  const { port, client } = setUp();
  const wrong: unknown[] = [{}, { kind: "unheardOf", warnings: [] }, { kind: "text", warnings: "none" }];
  for (const result of wrong) {
    const call = client.call("qr.parse", { text: "x" });
    port.result(call.id, result);
    await assert.rejects(call.result, refusal("protocol.internal"), JSON.stringify(result));
  }
});

test("a message that is no message of the protocol refuses everything in progress", async () => {
  const messages: unknown[] = [null, 5, "text", [], {}, { jsonrpc: "1.0", id: 1, result: {} }, { jsonrpc: "2.0", id: "1", result: {} }, { jsonrpc: "2.0", id: 1 }];
  for (const message of messages) {
    const { port, client } = setUp();
    const { result } = client.call("reader.list", {});
    port.receive(message);
    await assert.rejects(result, refusal("protocol.internal"), JSON.stringify(message));
  }
});

test("events are handed on when they are right; a wrong one is dropped, an unknown one ignored", async () => {
  const { port, client, events } = setUp();
  port.event("card.inserted", { reader: "R", insertion: 1 });
  assert.deepEqual(events, [{ name: "card.inserted", params: { reader: "R", insertion: 1 } }]);
  const call = client.call("reader.list", {});
  port.event("card.inserted", { reader: "R", insertion: 0 });
  await assert.rejects(call.result, refusal("protocol.internal"));
  const kept = client.call("reader.list", {});
  port.event("weather.changed", {});
  port.event("toString", {});
  port.result(kept.id, { service: "running", readers: [] });
  await kept.result;
  assert.equal(events.length, 1);
});

const hello = (version: string) => ({ protocol: { min: 1, max: 1 }, version, capabilities: [] });

test("what a later host adds to a message is dropped wherever it stands", async () => {
  const { port, client, events } = setUp();
  port.receive({ jsonrpc: "2.0", method: "host.hello", params: { ...hello("2.0.0"), capabilities: ["future.thing"], more: 1 }, more: 1 });
  assert.deepEqual(events, [{ name: "host.hello", params: { ...hello("2.0.0"), capabilities: ["future.thing"] } }]);
  const call = client.call("qr.parse", { text: "x" });
  const name = { value: "Nguyễn Thị Mẫu", source: "qr", verified: false };
  const warnings = [{ code: "nameRepaired", more: [] }];
  port.receive({ jsonrpc: "2.0", id: call.id, more: 1, result: { kind: "cccd2021", citizen: { fullName: { ...name, more: { deep: 1 } }, bloodType: name }, warnings } });
  assert.deepEqual(await call.result, { kind: "cccd2021", citizen: { fullName: name }, warnings: [{ code: "nameRepaired" }] });
  const refused = client.call("qr.parse", { text: "x" });
  port.receive({ jsonrpc: "2.0", id: refused.id, error: { code: -32000, message: "x", more: 1, data: { code: "protocol.busy", more: 1 } } });
  await assert.rejects(refused.result, refusal("protocol.busy"));
});

test("what is not understood is laid to the older side", async () => {
  const sides: [host: string, answer: string, shown: string][] = [
    ["1.3.9", "protocol.methodUnknown", "host.outdated"],
    ["1.3.9", "protocol.invalidParams", "host.outdated"],
    ["1.3.9", "protocol.internal", "protocol.internal"],
    ["1.3.9", "card.none", "card.none"],
    ["1.4.0", "protocol.methodUnknown", "protocol.methodUnknown"],
    ["1.10.0", "protocol.methodUnknown", "protocol.methodUnknown"],
    ["1.10.0", "no.suchCode", "extension.outdated"],
    ["1.10.0", "card.none", "card.none"],
  ];
  for (const [version, answer, shown] of sides) {
    const { port, client } = setUp();
    port.event("host.hello", hello(version));
    const call = client.call("qr.parse", { text: "x" });
    port.refuse(call.id, answer);
    await assert.rejects(call.result, refusal(shown), `${version} ${answer}`);
  }
});

test("a value that only a later host knows is no answer, and an event with one ends what is in progress", async () => {
  const { port, client, events } = setUp();
  port.event("host.hello", hello("2.0.0"));
  const call = client.call("qr.parse", { text: "x" });
  port.result(call.id, { kind: "cccd2030", warnings: [] });
  await assert.rejects(call.result, refusal("extension.outdated"));
  const other = client.call("reader.list", {});
  port.event("card.progress", { request: other.id, phase: "pondering" });
  port.event("card.withdrawn", { request: other.id, reader: "R", insertion: 1, verdicts: { data: { status: "no", reason: "unheardOf" } } });
  await assert.rejects(other.result, refusal("extension.outdated"));
  assert.deepEqual(events.map(({ name }) => name), ["host.hello"]);
});

test("a late or foreign answer is ignored", () => {
  const { port } = setUp();
  port.result(77, { kind: "text", warnings: [] });
  port.refuse(78, "card.none");
});

function withTimers(context: TestContext) {
  mock.timers.enable({ apis: ["setTimeout"] });
  context.after(() => mock.timers.reset());
}

test("no answer: the request ends by itself, and a late answer changes nothing", async (context) => {
  withTimers(context);
  const { port, client } = setUp();
  const { id, result } = client.call("qr.parse", { text: "x" });
  mock.timers.tick(8_000);
  await assert.rejects(result, refusal("operation.timeout"));
  port.result(id, { kind: "text", warnings: [] });
});

test("a read without an answer is also cancelled at the host", async (context) => {
  withTimers(context);
  const { port, client } = setUp();
  const { id, result } = client.call("card.read", { key: { can: "123456" } });
  mock.timers.tick(120_000);
  await assert.rejects(result, refusal("operation.timeout"));
  assert.deepEqual(port.sent.at(-1)?.method, "operation.cancel");
  assert.deepEqual(port.sent.at(-1)?.params, { id });
});

test("reasons of a disconnect become codes, in Chromium and in Firefox", async () => {
  const chromium: [string | undefined, string][] = [
    ["Specified native messaging host not found.", "host.notInstalled"],
    ["Access to the specified native messaging host is forbidden.", "host.forbidden"],
    ["Access to the native messaging host was disabled by the system administrator.", "host.blockedByPolicy"],
    ["Native host has exited.", "host.exited"],
    ["Error when communicating with the native messaging host.", "host.exited"],
    [undefined, "host.exited"],
  ];
  for (const [message, code] of chromium) {
    const { port, client, closed } = setUp(message);
    const { result } = client.call("reader.list", {});
    port.end();
    await assert.rejects(result, refusal(code), message);
    assert.deepEqual(closed, [code]);
  }
  const { port, closed } = setUp();
  port.end({ message: "No such native application vn.cccdbridge.host" });
  assert.deepEqual(closed, ["host.notInstalled"]);
});

test("a refusal that the host gives before it ends is the reason shown", () => {
  const { port, closed } = setUp("Native host has exited.");
  port.refuse(null, "protocol.originRefused");
  port.end();
  assert.deepEqual(closed, ["protocol.originRefused"]);
});

test("after the end every request is refused at once", async () => {
  const { port, client, closed } = setUp();
  port.end();
  await assert.rejects(client.call("reader.list", {}).result, refusal("host.exited"));
  client.close();
  assert.equal(closed.length, 1);
});

test("a port that died unannounced is noticed on the next request", async () => {
  const { port, client, closed } = setUp();
  port.disconnected = true;
  await assert.rejects(client.call("reader.list", {}).result, refusal("host.exited"));
  assert.deepEqual(closed, ["host.exited"]);
});

function serveBlob(port: ScriptedPort, bytes: string, change: (answer: { data: string; offset: number; total: number }) => unknown = (answer) => answer) {
  port.onRequest = ({ id, params }) => {
    const offset = Number(params["offset"]);
    const data = btoa(bytes.slice(offset, offset + Number(params["length"])));
    queueMicrotask(() => port.result(id, change({ data, offset, total: bytes.length })));
  };
}

test("a photo comes in pieces and is put together", async () => {
  const { port, client } = setUp();
  const bytes = "ảnh".normalize("NFC").replace(/[^\x00-\xff]/g, "\xe9").repeat(200_000);
  serveBlob(port, bytes);
  assert.equal(atob(await client.readBlob("h", bytes.length)), bytes);
  assert.equal(port.sent.length, Math.ceil(bytes.length / 491_520));
});

test("a photo whose pieces do not fit is refused, without end or with too much", async () => {
  for (const change of [
    (answer: { data: string; offset: number; total: number }) => ({ ...answer, data: "" }),
    (answer: { data: string; offset: number; total: number }) => ({ ...answer, offset: answer.offset + 1 }),
    (answer: { data: string; offset: number; total: number }) => ({ ...answer, total: 5 }),
    (answer: { data: string; offset: number; total: number }) => ({ ...answer, data: btoa("x".repeat(50)) }),
  ]) {
    const { port, client } = setUp();
    serveBlob(port, "0123456789", change);
    await assert.rejects(client.readBlob("h", 10), refusal("protocol.internal"));
  }
  const { client } = setUp();
  await assert.rejects(client.readBlob("h", 1_000_000_000), refusal("protocol.tooLarge"));
});
