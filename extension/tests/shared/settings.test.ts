import assert from "node:assert/strict";
import { test } from "node:test";
import { shippedProfiles } from "../../generated/profiles";
import { shippedPapers } from "../../shared/legal";
import { checkOptions, defaultOptions, mergeSettings } from "../../shared/settings";

test("without policy and options: what we ship", () => {
  const settings = mergeSettings({}, undefined);
  assert.equal(settings.mode, "clerk");
  assert.equal(settings.photo, "onRequest");
  assert.deepEqual(settings.allowedOrigins, [], "no portal is touched that nobody named");
  assert.deepEqual(settings.papers, shippedPapers);
  assert.deepEqual(settings.locked, []);
});

test("the policy goes before the person's options and locks them", () => {
  const options = { mode: "clerk", photo: "always", allowedOrigins: ["https://other.gov.vn"], clerkAccount: "me" };
  const settings = mergeSettings({ mode: "citizen", photo: "never", allowedOrigins: ["https://motcua.tinh.gov.vn"] }, options);
  assert.equal(settings.mode, "citizen");
  assert.equal(settings.photo, "never");
  assert.deepEqual(settings.allowedOrigins, ["https://motcua.tinh.gov.vn"]);
  assert.equal(settings.clerkAccount, "me");
  assert.deepEqual(settings.locked, ["mode", "photo", "allowedOrigins"]);
  assert.equal(settings.weakAlgorithms, undefined, "the host decides what nobody decided");
  assert.equal(mergeSettings({ weakAlgorithms: "refuse" }, options).weakAlgorithms, "refuse");
});

test("a wrong key of the policy is dropped and named; the others hold", () => {
  const policy = {
    mode: "boss",
    photo: "never",
    allowedOrigins: ["http://motcua.tinh.gov.vn"],
    timeouts: { citizenSeconds: 1 },
    sensitiveFields: ["ethnicity"],
    colour: "red",
    profiles: [{ id: "x" }],
  };
  const settings = mergeSettings(policy, { mode: "citizen" });
  assert.deepEqual(settings.invalidPolicyKeys.sort(), ["allowedOrigins", "colour", "mode", "profiles", "timeouts"]);
  assert.equal(settings.mode, "citizen");
  assert.equal(settings.photo, "never");
  assert.deepEqual(settings.sensitiveFields, ["ethnicity"]);
  assert.equal(settings.timeouts.citizenSeconds, 300);
});

test("a key that restricts and is written wrongly opens nothing", () => {
  const wrong = { allowedOrigins: ["https://a.gov.vn/path"], photo: "sometimes", sensitiveFields: "none", allowBac: "no", weakAlgorithms: false, allowTeaching: "no" };
  const options = { allowedOrigins: ["https://own.gov.vn"], photo: "always", sensitiveFields: ["ethnicity"] };
  const settings = mergeSettings(wrong, options);
  assert.deepEqual(settings.invalidPolicyKeys, Object.keys(wrong));
  assert.deepEqual([settings.allowedOrigins, settings.photo, settings.sensitiveFields], [[], "never", []], "not the person's own");
  assert.deepEqual([settings.allowBac, settings.weakAlgorithms, settings.allowTeaching], [false, "refuse", false]);
  assert.deepEqual(settings.locked, Object.keys(wrong));
});

test("a policy key cannot reach what is not its own", () => {
  assert.deepEqual(mergeSettings({ constructor: 1, toString: 2 }, undefined).invalidPolicyKeys, ["constructor", "toString"]);
});

test("time-outs of the policy replace only those it names", () => {
  const { timeouts } = mergeSettings({ timeouts: { portSeconds: 5 } }, undefined);
  assert.deepEqual(timeouts, { citizenSeconds: 300, portSeconds: 5 });
});

test("profiles of the office go first, and one that fails the lint is not used", () => {
  const [shipped] = shippedProfiles;
  assert.ok(shipped !== undefined);
  const own = { ...shipped, id: "own" };
  assert.equal(mergeSettings({ profiles: [own] }, undefined).profiles[0]?.id, "own");
  const [field] = shipped.fields;
  const twice = { ...own, fields: [...shipped.fields, field] };
  assert.deepEqual(mergeSettings({ profiles: [twice] }, undefined).invalidPolicyKeys, ["profiles"]);
});

test("stored options of any shape become usable ones", () => {
  for (const raw of [undefined, null, 5, "x", [], { mode: 1, allowedOrigins: "all", sensitiveFields: {}, clerkAccount: 9 }]) assert.deepEqual(checkOptions(raw), defaultOptions);
  const options = checkOptions({ allowedOrigins: ["https://a.gov.vn", "https://a.gov.vn/path", "http://b.gov.vn", 7], sensitiveFields: ["religion", "photo"] });
  assert.deepEqual(options.allowedOrigins, ["https://a.gov.vn"]);
  assert.deepEqual(options.sensitiveFields, ["religion"]);
});
