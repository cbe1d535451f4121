import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { HostConnection } from "../../background/host-connection";
import { ScriptedPort } from "../shared/scripted-port";

const reader = { name: "R", class: "contactless", state: "present", insertion: 1 } as const;

/** A host that greets and answers the opening requests. */
const scanner = { id: "usb-1", name: "Honeywell", kind: "hidPos", state: "listening", automatic: true } as const;

function setUp({ greets = true, min = 1, max = 1, readers = [reader] as unknown[], capabilities = [] as string[] } = {}) {
  const ports: ScriptedPort[] = [];
  const news: string[] = [];
  const connection = new HostConnection({
    connect: () => {
      const port = new ScriptedPort();
      ports.push(port);
      port.onRequest = ({ id, method }) => {
        if (method === "session.start") queueMicrotask(() => port.result(id, { protocol: 1, version: "0.1.0", capabilities }));
        if (method === "scanner.listen" || method === "scanner.stop") queueMicrotask(() => port.result(id, { scanners: [{ ...scanner, state: method === "scanner.listen" ? "listening" : "ready" }] }));
        if (method === "reader.list") queueMicrotask(() => port.result(id, { service: "running", readers }));
      };
      if (greets) queueMicrotask(() => port.event("host.hello", { protocol: { min, max }, version: "0.1.0", capabilities: [] }));
      return port;
    },
    lastError: () => undefined,
    extensionVersion: "0.1.0",
    sessionOptions: () => ({ allowPhoto: true }),
    portSeconds: () => 30,
    changed: () => undefined,
    inserted: ({ insertion }) => news.push(`inserted ${insertion}`),
    removed: ({ insertion }) => news.push(`removed ${insertion}`),
    reading: ({ name }) => news.push(name),
    scanned: ({ name }) => news.push(name),
    lost: (failure) => news.push(`lost ${failure?.code ?? "closed"}`),
  });
  return { connection, ports, news };
}

test("opens once for many who ask, starts the session, announces the card that lies there", async () => {
  const { connection, ports, news } = setUp();
  const [one, other] = await Promise.all([connection.ready(), connection.ready()]);
  assert.equal(one, other);
  assert.equal(ports.length, 1);
  assert.deepEqual(ports[0]?.sent.map(({ method }) => method), ["session.start", "reader.list"]);
  assert.deepEqual(news, ["inserted 1"]);
  assert.equal(connection.state.status, "ready");
  connection.close();
});

test("each card is announced once, whether by list or by event", async () => {
  const { connection, ports, news } = setUp();
  await connection.ready();
  const [port] = ports;
  port?.event("card.inserted", { reader: "R", insertion: 1 });
  port?.event("reader.changed", { service: "running", readers: [{ ...reader, insertion: 2 }] });
  port?.event("card.inserted", { reader: "R", insertion: 2 });
  port?.event("card.removed", { reader: "R", insertion: 2 });
  port?.event("reader.changed", { service: "running", readers: [{ name: "R", class: "contactless", state: "empty" }] });
  assert.deepEqual(news, ["inserted 1", "removed 1", "inserted 2", "removed 2"]);
  connection.close();
});

test("virtual readers and their cards are nobody's", async () => {
  const { connection, news } = setUp({ readers: [{ ...reader, class: "virtual" }] });
  await connection.ready();
  assert.deepEqual(news, []);
  connection.close();
});

test("the host ends: said with its code, and the next who asks gets a new one", async () => {
  const { connection, ports, news } = setUp();
  await connection.ready();
  ports[0]?.end();
  assert.equal(connection.state.failure?.code, "host.exited");
  assert.deepEqual(news, ["inserted 1", "lost host.exited"]);
  await connection.ready();
  assert.equal(ports.length, 2);
  assert.equal(connection.state.status, "ready");
  assert.equal(news.at(-1), "inserted 1", "the card is announced anew");
  connection.close();
});

test("a host of a later protocol is refused and closed, and it is said which side to update", async () => {
  const { connection, ports } = setUp({ min: 2, max: 3 });
  await assert.rejects(connection.ready(), /extension.outdated/);
  assert.equal(ports[0]?.disconnected, true);
  assert.equal(connection.state.failure?.code, "extension.outdated");
});

test("a hello that is not understood is said at once, not waited for", async () => {
  const { connection, ports } = setUp({ min: 0 });
  await assert.rejects(connection.ready(), /extension.outdated/);
  assert.equal(ports[0]?.disconnected, true);
  assert.equal(connection.state.failure?.code, "extension.outdated");
});

test("what a later host can do besides is passed over", async () => {
  const { connection } = setUp({ max: 2, capabilities: ["future.thing"] });
  await connection.ready();
  assert.equal(connection.state.status, "ready");
  connection.close();
});

test("a host that never says hello, and one that ends before", async (context) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  context.after(() => mock.timers.reset());
  const silent = setUp({ greets: false });
  const refused = assert.rejects(silent.connection.ready(), /operation.timeout/);
  mock.timers.tick(5_000);
  await refused;
  assert.equal(silent.connection.state.failure?.code, "operation.timeout");
  const gone = setUp({ greets: false });
  const ended = assert.rejects(gone.connection.ready(), /host.notInstalled/);
  gone.ports[0]?.end({ message: "No such native application vn.cccdbridge.host" });
  await ended;
  assert.equal(gone.connection.state.failure?.code, "host.notInstalled");
});

test("the port stays while somebody watches and closes some time after", async (context) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  context.after(() => mock.timers.reset());
  const { connection, ports, news } = setUp();
  connection.watch(true);
  await connection.ready();
  mock.timers.tick(3_600_000);
  assert.equal(ports[0]?.disconnected, false);
  connection.watch(false);
  mock.timers.tick(29_999);
  assert.equal(ports[0]?.disconnected, false);
  connection.watch(true);
  mock.timers.tick(60_000);
  assert.equal(ports[0]?.disconnected, false, "somebody came back in time");
  connection.watch(false);
  mock.timers.tick(30_000);
  assert.equal(ports[0]?.disconnected, true);
  assert.equal(connection.state.status, "closed");
  assert.equal(news.at(-1), "lost closed");
});

test("scanners are listened to while somebody watches, and given back when nobody does", async () => {
  const { connection, ports, news } = setUp({ capabilities: ["scanner.serial"], readers: [] });
  connection.watch(true);
  await connection.ready();
  const [port] = ports;
  const methods = () => port?.sent.map(({ method }) => method).filter((method) => method.startsWith("scanner."));
  assert.deepEqual(methods(), ["scanner.listen"]);
  await Promise.resolve();
  connection.watch(true);
  assert.deepEqual(methods(), ["scanner.listen"], "asked once");
  port?.event("scanner.changed", { scanners: [{ ...scanner, state: "busy", error: "scanner.busy" }] });
  assert.equal(connection.state.scanners?.[0]?.state, "busy");
  port?.event("scanner.scanned", { scanner: "usb-1", kind: "hidPos", text: "x", encoding: "utf8", damaged: false, parsed: { kind: "text", warnings: [] } });
  port?.event("scanner.rejected", { scanner: "usb-1", error: "scanner.disconnected" });
  assert.deepEqual(news, ["scanner.scanned", "scanner.rejected"]);
  connection.watch(false);
  assert.deepEqual(methods(), ["scanner.listen", "scanner.stop"]);
  connection.close();
});

test("a host that knows no scanners is not asked for any", async () => {
  const { connection, ports } = setUp();
  connection.watch(true);
  await connection.ready();
  assert.ok(ports[0]?.sent.every(({ method }) => !method.startsWith("scanner.")));
  assert.equal(connection.state.scanners, undefined);
  connection.close();
});
