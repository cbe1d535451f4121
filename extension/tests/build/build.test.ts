// What the build makes: texts, policy schema, manifests, profiles.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { messages } from "../../generated/messages";
import { errorCodes } from "../../generated/errors";
import { REFUSAL_REASONS } from "../../plan/types";
import { errorKey, remedyKey } from "../../shared/i18n";
import { lintProfile } from "../../shared/profile-lint.mjs";
import { shippedProfiles } from "../../generated/profiles";

declare const EXTENSION_DIRECTORY: string;
interface Locales {
  compareLanguages(texts: { vi: { [key: string]: string }; en: { [key: string]: string } }): string[];
  loadTexts(): { vi: { [key: string]: string }; en: { [key: string]: string } };
  unusedKeys(texts: { vi: { [key: string]: string } }): string[];
}
interface Schema {
  [key: string]: unknown;
}

async function tool<T>(name: string): Promise<T> {
  return (await import(join(EXTENSION_DIRECTORY, "tools", name))) as T;
}

function json(path: string): { [key: string]: unknown } {
  return JSON.parse(readFileSync(join(EXTENSION_DIRECTORY, path), "utf8")) as { [key: string]: unknown };
}

test("both languages have the same texts, with the same values, and none is unused", async () => {
  const { loadTexts, compareLanguages, unusedKeys } = await tool<Locales>("locales.mjs");
  const texts = loadTexts();
  assert.deepEqual(compareLanguages(texts), []);
  assert.deepEqual(unusedKeys(texts), []);
  assert.deepEqual(compareLanguages({ vi: { a: "x {n}", b: "y" }, en: { a: "x" } }).sort(), ["a: placeholders differ", "en: b is missing"]);
});

test("every error has a sentence and a remedy, every refusal and enum word of the wire a text", () => {
  for (const language of ["vi", "en"] as const) {
    const texts: { [key: string]: string } = messages[language];
    for (const code of errorCodes) assert.ok(texts[errorKey(code)] && texts[remedyKey(code)], code);
    for (const reason of REFUSAL_REASONS) assert.ok(texts[`refusal_${reason}`], reason);
    for (const key of wireKeys()) assert.ok(texts[key], `${language}: ${key}`);
  }
});

/** Texts that the words of the schemas need. */
function wireKeys(): string[] {
  const definitions = (file: string) => json(`../schemas/${file}.schema.json`)["$defs"] as { [name: string]: { enum?: string[]; properties?: { reason?: { enum?: string[]; const?: string }; severity?: { enum: string[] } } } };
  const citizen = definitions("citizen");
  const protocol = definitions("protocol");
  const verdicts = definitions("verdicts");
  const words = (list: string[] | undefined, prefix: string) => (list ?? []).map((word) => prefix + word);
  const dataReasons = ["dataYes", "dataNo", "dataUnknown"].flatMap((name) => verdicts[name]?.properties?.reason?.enum ?? verdicts[name]?.properties?.reason?.const ?? []);
  return [
    ...words(citizen["FieldName"]?.enum, "field_"),
    ...words(citizen["Source"]?.enum, "source_"),
    ...words(citizen["Source"]?.enum, "origin_"),
    ...words(protocol["QrKind"]?.enum, "qrKind_"),
    ...words(protocol["QrWarningCode"]?.enum, "qrWarning_"),
    ...words(protocol["QrDamageCause"]?.enum, "qrCause_"),
    ...words(protocol["QrNoteCode"]?.enum, "qrNote_"),
    ...words(protocol["ReadPhase"]?.enum, "progress_"),
    ...words(protocol["Difference"]?.properties?.reason?.enum, "difference_"),
    ...words(protocol["Difference"]?.properties?.severity?.enum, "severity_"),
    ...words(dataReasons, "verdictWhy_data_"),
    ...words(verdicts["chipReason"]?.enum, "verdictWhy_chip_"),
    ...words(verdicts["certificateReason"]?.enum, "verdictWhy_certificate_"),
    ...words(verdicts["Rule"]?.enum?.map((rule) => rule.replace(".", "_")), "verdictRule_"),
    ...words(verdicts["Warning"]?.enum, "verdictWarning_"),
  ];
}

test("the policy's schema keeps to what browsers take for managed storage", async () => {
  const { managedSchema } = await tool<{ managedSchema(): Schema }>("managed-schema.mjs");
  const allowed = new Set(["type", "properties", "items", "enum", "minimum", "maximum", "description"]);
  const visit = (node: Schema, path: string): void => {
    for (const key of Object.keys(node)) assert.ok(allowed.has(key), `${path}.${key}`);
    assert.equal(typeof node["type"], "string", path);
    for (const [name, child] of Object.entries((node["properties"] ?? {}) as { [name: string]: Schema })) visit(child, `${path}.${name}`);
    if (node["items"] !== undefined) visit(node["items"] as Schema, `${path}[]`);
  };
  const schema = managedSchema();
  visit(schema, "policy");
  const wanted = Object.keys(json("../schemas/managed-policy.schema.json")["properties"] as object);
  assert.deepEqual(Object.keys(schema["properties"] as object), wanted);
});

test("one manifest for each browser, without what is the other's", async () => {
  const { manifestFor } = await tool<{ manifestFor(browser: string): { [key: string]: unknown } }>("manifest.mjs");
  const chrome = manifestFor("chrome");
  const firefox = manifestFor("firefox");
  for (const key of ["sidebar_action", "browser_specific_settings"]) assert.ok(!(key in chrome) && key in firefox, key);
  for (const key of ["side_panel", "key", "minimum_chrome_version"]) assert.ok(key in chrome && !(key in firefox), key);
  assert.deepEqual(chrome["background"], { service_worker: "background.js" });
  assert.deepEqual(firefox["background"], { scripts: ["background.js"] });
  for (const key of ["content_scripts", "externally_connectable", "web_accessible_resources"]) assert.ok(!(key in chrome) && !(key in firefox), `${key}: a page could reach us`);
});

test("the lint finds what the schema cannot", () => {
  const profile = shippedProfiles.find(({ id }) => id === "hcmc-reception");
  assert.ok(profile !== undefined);
  const [first, second, third] = profile.fields;
  assert.ok(first !== undefined && second !== undefined && third !== undefined);
  assert.deepEqual(lintProfile(profile), []);
  const lint = (change: object) => lintProfile({ ...profile, ...change }).join("; ");
  assert.match(lint({ fields: [first, first] }), /appears twice.*located by/);
  assert.match(lint({ fields: [first, { ...second, orElse: [first.locate] }] }), /located by/);
  assert.match(lint({ fields: [{ ...first, after: "nothing" }] }), /no field is called nothing/);
  assert.match(lint({ fields: [{ ...first, after: second.key }, { ...second, after: first.key }] }), /waits for itself/);
  assert.match(lint({ match: [{ hosts: ["*.gov.vn"], paths: ["/"] }] }), /too wide/);
  assert.match(lint({ lookup: { ...profile.lookup, inputs: ["nothing"] } }), /lookup: no field/);
  assert.match(lint({ audience: "citizen" }), /no lookup, no record and no evidence/);
  const places = { nonce: { id: "maDoiChung" }, field: { id: "bangChung" } };
  assert.equal(lint({ evidence: places }), "");
  assert.match(lint({ audience: "citizen", lookup: undefined, record: undefined, evidence: places }), /no evidence/);
  assert.match(lint({ evidence: { ...places, nonce: first.locate } }), /evidence: nonce is filled with something else/);
  assert.match(lint({ evidence: { ...places, field: profile.record?.field } }), /evidence: field is filled with something else/);
  assert.match(lint({ evidence: { nonce: places.field, field: places.field } }), /written over/);
});
