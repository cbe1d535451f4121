// What stands between a page and us, tried with a browser that the test plays.
import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";
import { isPanel } from "../../background/panels";
import { ask, checkBinding, openPage, stillThere } from "../../background/portal";
import { SettingsStore } from "../../background/settings-store";
import { BridgeError } from "../../shared/host-errors";

const own = "chrome-extension://dlldhokgppgibghijpoppanchojffeli/";
const allowed = ["https://motcua.example.gov.vn"];
const world = globalThis as { chrome?: unknown };

interface Fake {
  url?: string;
  permitted?: string[];
  answer?: unknown;
}

/** A browser with one tab; `calls` says what was done to it. */
function play({ url, permitted = ["https://motcua.example.gov.vn/*"], answer }: Fake = {}) {
  const calls: unknown[] = [];
  world.chrome = {
    runtime: { id: "dlldhokgppgibghijpoppanchojffeli", getURL: (path: string) => own + path },
    tabs: {
      get: () => Promise.resolve({ url }),
      sendMessage: (...message: unknown[]) => {
        calls.push(message);
        return answer === undefined ? Promise.reject(new Error("no receiver")) : Promise.resolve(answer);
      },
    },
    permissions: { contains: ({ origins }: { origins: string[] }) => Promise.resolve(origins.every((origin) => permitted.includes(origin))) },
    scripting: {
      executeScript: (injection: unknown) => {
        calls.push(injection);
        return Promise.resolve([{ documentId: "D1" }]);
      },
    },
  };
  return calls;
}

afterEach(() => {
  delete world.chrome;
});

function refusal(code: string) {
  return (error: unknown) => error instanceof BridgeError && error.code === code;
}

test("injection: top frame of an allowed origin, and nowhere else", async () => {
  const calls = play({ url: "https://motcua.example.gov.vn/tiep-nhan-ho-so" });
  assert.equal((await openPage(7, allowed)).documentId, "D1");
  assert.deepEqual(calls, [{ target: { tabId: 7, frameIds: [0] }, files: ["content.js"] }]);
  for (const url of ["https://evil.example.com/", "http://motcua.example.gov.vn/", "https://motcua.example.gov.vn.evil.com/", "https://motcua.example.gov.vn:8443/", "https://x@motcua.example.gov.vn/", "chrome://settings", "about:blank", "data:text/html,x"]) {
    const touched = play({ url });
    await assert.rejects(openPage(7, allowed), refusal("portal.notAllowed"), url);
    assert.deepEqual(touched, [], url);
  }
});

test("a hidden address: said as a missing permission only where an allowed portal lacks it", async () => {
  play({});
  await assert.rejects(openPage(7, allowed), refusal("portal.notAllowed"));
  play({ permitted: [] });
  await assert.rejects(openPage(7, allowed), refusal("portal.noPermission"));
  play({ url: "https://motcua.example.gov.vn/", permitted: [] });
  await assert.rejects(openPage(7, allowed), refusal("portal.noPermission"));
});

const binding = { token: "t", origin: "https://motcua.example.gov.vn", path: "/" };

test("navigation between preview and fill is a refusal, and so is an origin taken off the list", async () => {
  play({ url: "https://motcua.example.gov.vn/other" });
  await stillThere({ tabId: 7, binding }, allowed);
  await assert.rejects(stillThere({ tabId: 7, binding }, []), refusal("portal.notAllowed"));
  play({ url: "https://dichvucong.example.gov.vn/" });
  await assert.rejects(stillThere({ tabId: 7, binding }, allowed), refusal("portal.navigated"));
  const page = { tabId: 7, address: "https://motcua.example.gov.vn/", origin: "https://motcua.example.gov.vn" };
  assert.throws(() => checkBinding({ ...binding, origin: "null" }, page), refusal("portal.navigated"));
});

test("messages go to the one document; no receiver means that it is gone", async () => {
  const calls = play({ answer: { ok: true, value: [] } });
  await ask({ tabId: 7, documentId: "D1" }, { kind: "undo", binding });
  await ask({ tabId: 7 }, { kind: "undo", binding });
  assert.deepEqual(calls.map((call) => (call as unknown[])[2]), [{ documentId: "D1" }, { frameId: 0 }]);
  play();
  await assert.rejects(ask({ tabId: 7 }, { kind: "undo", binding }), refusal("portal.navigated"));
  play({ answer: { ok: true, value: "filled, trust me" } });
  await assert.rejects(ask({ tabId: 7 }, { kind: "undo", binding }), refusal("protocol.internal"));
});

test("only the panel page of this extension is a panel", () => {
  play();
  const id = "dlldhokgppgibghijpoppanchojffeli";
  assert.equal(isPanel({ id, url: `${own}panel.html?tabId=3` }), true);
  const others = [undefined, {}, { id }, { id, url: `${own}options.html` }, { id, url: "https://motcua.example.gov.vn/panel.html" }, { id: "other", url: `${own}panel.html` }, { id, url: "not an address" }];
  for (const sender of others) assert.equal(isPanel(sender), false, JSON.stringify(sender));
});

type Area = { [key: string]: unknown };

/** Storage as the browser has it; `managed` may be set later, as it is at a real start. */
function playStorage(local: Area, managed: Area, session: Area = {}) {
  const listeners: ((changes: Area, area: string) => void)[] = [];
  const area = (values: Area) => ({
    get: () => Promise.resolve({ ...values }),
    set: (change: Area) => Promise.resolve(void Object.assign(values, change)),
  });
  world.chrome = { storage: { local: area(local), managed: area(managed), session: area(session), onChanged: { addListener: (listener: (changes: Area, area: string) => void) => listeners.push(listener) } } };
  return { change: (name: string, changes: Area) => listeners.forEach((listener) => listener(changes, name)) };
}

test("at the start of the browser the last policy holds until the browser tells the new one", async (context) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  context.after(() => mock.timers.reset());
  const managed: Area = {};
  const local: Area = { lastPolicy: { mode: "citizen" } };
  const { change } = playStorage(local, managed, { startedAt: Date.now() });
  let told: () => void = () => undefined;
  const store = new SettingsStore(() => told());
  await store.load();
  const changed = new Promise<void>((resolve) => (told = resolve));
  assert.equal(store.current.mode, "citizen");
  managed["mode"] = "clerk";
  change("managed", { mode: { newValue: "clerk" } });
  await changed;
  assert.equal(store.current.mode, "clerk");
  assert.deepEqual(local["lastPolicy"], { mode: "clerk" });
});

test("a policy that is gone is no longer in force", async () => {
  const local: Area = { lastPolicy: { mode: "citizen" } };
  playStorage(local, {}, { startedAt: Date.now() - 60_000 });
  const store = new SettingsStore(() => undefined);
  await store.load();
  assert.equal(store.current.mode, "clerk");
  assert.deepEqual(local["lastPolicy"], {});
});
