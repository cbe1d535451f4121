// The office's signed profiles, with real signatures; the browser's storage and the server are played.
import assert from "node:assert/strict";
import { generateKeyPairSync, sign, verify, type KeyObject } from "node:crypto";
import { afterEach, test } from "node:test";
import { OfficeProfiles } from "../../background/signed-profiles";
import type { SignedProfiles } from "../../generated/managed-policy";
import { shippedProfiles } from "../../generated/profiles";
import { mergeSettings, type ProfileSource } from "../../shared/settings";

const world = globalThis as { chrome?: unknown };
const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const raw = (key: KeyObject) => key.export({ format: "der", type: "spki" }).subarray(-32).toString("base64");
const key = raw(publicKey);
const url = "https://profiles.example.gov.vn/bundle.json";

function bundle(serial: number, id = "phuong-mau", more: object = {}): SignedProfiles {
  const [shipped] = shippedProfiles;
  const text = JSON.stringify({ format: 1, serial, profiles: [{ ...shipped, id, ...more }] });
  return { bundle: text, signature: sign(null, Buffer.from(text), privateKey).toString("base64") };
}

interface Browser {
  stored?: { [key: string]: unknown };
  answer?: Response;
  clock?: { now: number };
}

/** A desk whose browser keeps things from one `desk` to the next when given the same `stored`. */
function desk(source: Partial<ProfileSource> | undefined, { stored = {}, answer, clock = { now: 1_000_000_000 } }: Browser = {}) {
  const fetched: string[] = [];
  world.chrome = {
    storage: {
      local: {
        get: (name: string) => Promise.resolve(name in stored ? { [name]: structuredClone(stored[name]) } : {}),
        set: (values: object) => Promise.resolve(void Object.assign(stored, structuredClone(values))),
      },
    },
  };
  const office = new OfficeProfiles({
    source: () => (source === undefined ? undefined : { key, ...source }),
    verify: (envelope) => Promise.resolve(verify(null, Buffer.from(envelope.bundle), publicKey, Buffer.from(envelope.signature, "base64"))),
    fetch: (address) => {
      fetched.push(address);
      return answer === undefined ? Promise.reject(new TypeError("offline")) : Promise.resolve(answer.clone());
    },
    now: () => clock.now,
    changed: () => undefined,
  });
  return { office, fetched, stored, clock };
}

const served = (envelope: unknown) => new Response(JSON.stringify(envelope));
const ids = ({ office }: { office: OfficeProfiles }) => office.profiles.map(({ id }) => id);

afterEach(() => {
  delete world.chrome;
});

test("without a key there are none, and nothing is asked", async () => {
  const { office, fetched } = desk(undefined);
  await office.refresh();
  assert.deepEqual([office.profiles, office.failure, fetched], [[], undefined, []]);
});

test("a signed bundle of the policy is in force; one of another key, changed or with a mistake is not", async () => {
  const good = desk({ signed: bundle(3) });
  await good.office.refresh();
  assert.deepEqual([ids(good), good.office.failure], [["phuong-mau"], undefined]);
  const text = bundle(3);
  for (const [signed, code] of [
    [{ ...text, bundle: text.bundle.replace('"serial":3', '"serial":4') }, "profile.signatureInvalid"],
    [{ ...text, signature: bundle(4).signature }, "profile.signatureInvalid"],
    [bundle(3, "phuong-mau", { more: 1 }), "profile.malformed"],
    [bundle(3, "phuong-mau", { match: [{ hosts: ["*.gov.vn"], paths: ["/"] }] }), "profile.malformed"],
    [bundle(0), "profile.malformed"],
  ] as const) {
    const bad = desk({ signed });
    await bad.office.refresh();
    assert.deepEqual([ids(bad), bad.office.failure, bad.stored], [[], code, {}]);
  }
});

test("an older bundle never comes back, and what was used stays in force", async () => {
  const stored = {};
  await desk({ signed: bundle(5, "moi") }, { stored }).office.refresh();
  const later = desk({ signed: bundle(4, "cu") }, { stored });
  await later.office.refresh();
  assert.deepEqual([ids(later), later.office.failure], [["moi"], "profile.rolledBack"]);
  const newer = desk({ signed: bundle(6, "moi-hon") }, { stored });
  await newer.office.refresh();
  assert.deepEqual([ids(newer), newer.office.failure], [["moi-hon"], undefined]);
});

test("what is kept is checked again: a file changed on disk is not used", async () => {
  const stored: { [key: string]: unknown } = {};
  await desk({ signed: bundle(5) }, { stored }).office.refresh();
  const kept = stored.signedProfiles as { envelope: SignedProfiles };
  kept.envelope.bundle = kept.envelope.bundle.replace("phuong-mau", "phuong-gia");
  const later = desk({}, { stored });
  await later.office.refresh();
  assert.deepEqual([ids(later), later.office.failure], [[], "profile.signatureInvalid"]);
});

test("a server's bundle is fetched, kept, and not asked for again for hours", async () => {
  const stored = {};
  const clock = { now: 1_000_000_000 };
  const first = desk({ url }, { stored, clock, answer: served(bundle(1)) });
  await Promise.all([first.office.refresh(), first.office.refresh()]);
  assert.deepEqual([ids(first), first.fetched], [["phuong-mau"], [url]]);
  const soon = desk({ url }, { stored, clock, answer: served(bundle(2, "moi")) });
  await soon.office.refresh();
  assert.deepEqual([ids(soon), soon.fetched], [["phuong-mau"], []]);
  clock.now += 7 * 3600_000;
  const later = desk({ url }, { stored, clock, answer: served(bundle(2, "moi")) });
  await later.office.refresh();
  assert.deepEqual([ids(later), later.fetched], [["moi"], [url]]);
});

test("a server that is silent, wrong or endless: what was used stays, the trouble is said, it is left alone for a while", async () => {
  const stored = {};
  const clock = { now: 1_000_000_000 };
  await desk({ url }, { stored, clock, answer: served(bundle(1)) }).office.refresh();
  clock.now += 7 * 3600_000;
  const offline = desk({ url }, { stored, clock });
  await offline.office.refresh();
  await offline.office.refresh();
  assert.deepEqual([ids(offline), offline.office.failure, offline.fetched], [["phuong-mau"], "profile.unreachable", [url]]);
  clock.now += 700_000;
  await offline.office.refresh();
  assert.equal(offline.fetched.length, 2);
  for (const [answer, code] of [
    [new Response("x".repeat(1_300_000)), "profile.unreachable"],
    [new Response("", { status: 404 }), "profile.unreachable"],
    [new Response("<html>"), "profile.malformed"],
    [served({ ...bundle(2), more: 1 }), "profile.malformed"],
  ] as const) {
    const wrong = desk({ url }, { stored, clock, answer });
    await wrong.office.refresh();
    assert.deepEqual([ids(wrong), wrong.office.failure], [["phuong-mau"], code]);
  }
});

test("another key starts anew; a host that cannot say is a failure, and asked again", async () => {
  const other = generateKeyPairSync("ed25519");
  const stored = {};
  await desk({ signed: bundle(9) }, { stored }).office.refresh();
  const moved = desk({ key: raw(other.publicKey) }, { stored });
  await moved.office.refresh();
  assert.deepEqual([ids(moved), moved.office.failure], [[], undefined]);

  let isThere = false;
  const office = new OfficeProfiles({
    source: () => ({ key, signed: bundle(9) }),
    verify: () => (isThere ? Promise.resolve(true) : Promise.reject(new Error("gone"))),
    fetch: () => Promise.reject(new Error("not asked")),
    now: () => 0,
    changed: () => undefined,
  });
  await office.refresh();
  assert.deepEqual([office.profiles, office.failure], [[], "protocol.internal"]);
  isThere = true;
  await office.refresh();
  assert.deepEqual([ids({ office }), office.failure], [["phuong-mau"], undefined]);
});

test("with a key the policy's unsigned profiles count no more; without one its signed ones do not", () => {
  const [shipped] = shippedProfiles;
  const unsigned = { profiles: [{ ...shipped, id: "khong-ky" }] };
  const keyed = mergeSettings({ ...unsigned, profileKey: key, profilesUrl: url }, undefined);
  assert.deepEqual([keyed.invalidPolicyKeys, keyed.profiles[0]?.id, keyed.profileSource], [["profiles"], shippedProfiles[0]?.id, { key, url }]);
  const keyless = mergeSettings({ ...unsigned, signedProfiles: bundle(1), profilesUrl: url }, undefined);
  assert.deepEqual([keyless.invalidPolicyKeys, keyless.profiles[0]?.id, keyless.profileSource], [["signedProfiles", "profilesUrl"], "khong-ky", undefined]);
});
