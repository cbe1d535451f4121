// The Group Policy templates hold every key of the managed policy, for each browser, in two languages.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { adml, admx, browsers, kindOf } from "../../installer/policies/admx/admx.mjs";
import { policySchema, texts, writeTemplates } from "../../installer/policies/admx/generate.mjs";
import { extensionId } from "../harness/native-manifest.mjs";
import { elements, parseXml } from "./xml.mjs";

const schema = policySchema();
const names = Object.keys(schema.properties);
const template = parseXml(admx(schema, extensionId));
const languages = { vi: parseXml(adml(schema, texts(), "vi")), en: parseXml(adml(schema, texts(), "en")) };
const policies = elements(template, "policy");
const policyKey = (browser) => `${browser.key}\\3rdparty\\extensions\\${extensionId}\\policy`;

/** What a reference such as $(string.mode) names. */
const references = (kind) => [...JSON.stringify(template).matchAll(new RegExp(`\\$\\(${kind}\\.(\\w+)\\)`, "g"))].map(([, id]) => id);
const ids = (node, name) => elements(node, name).map(({ attributes }) => attributes.id);
const find = (name) => policies.find(({ attributes }) => attributes.name === `chrome_${name}`);

describe("Group Policy templates", () => {
  test("each key of the schema is a policy of each browser, under that browser's registry key", () => {
    assert.deepEqual(policies.map(({ attributes }) => attributes.name).sort(), browsers.flatMap(({ id }) => names.map((name) => `${id}_${name}`)).sort());
    for (const browser of browsers)
      for (const { attributes } of policies.filter(({ attributes: { name } }) => name.startsWith(`${browser.id}_`))) assert.equal(attributes.key, policyKey(browser));
  });

  for (const [language, words] of Object.entries(languages)) {
    test(`every string and presentation that is named is there, once, and none is left over (${language})`, () => {
      for (const [kind, element] of [["string", "string"], ["presentation", "presentation"]]) {
        const there = ids(words, element);
        assert.equal(new Set(there).size, there.length, "an id twice");
        assert.deepEqual([...new Set(references(kind))].sort(), [...there].sort());
      }
      for (const { attributes, text } of elements(words, "string")) assert.ok(text.trim().length > 0 && text === text.normalize("NFC"), attributes.id);
    });

    test(`each control of a presentation belongs to an element of its policy (${language})`, () => {
      for (const name of names.filter((one) => kindOf(schema.properties[one]) !== "boolean")) {
        const controls = elements(elements(words, "presentation").find(({ attributes }) => attributes.id === name), "presentation")[0].children;
        const parts = elements(find(name), "elements")[0].children;
        assert.deepEqual(controls.map(({ attributes }) => attributes.refId), parts.map(({ attributes }) => attributes.id));
      }
    });
  }

  test("values are what the schema allows: words of an enumeration, limits of a number, length of a text", () => {
    assert.deepEqual(elements(find("photo"), "string").map(({ text }) => text), schema.properties.photo.enum);
    const [citizen] = elements(find("timeouts"), "decimal");
    assert.deepEqual(citizen.attributes, {
      id: "timeouts_citizenSeconds", key: `${policyKey(browsers[0])}\\timeouts`, valueName: "citizenSeconds",
      minValue: String(schema.properties.timeouts.properties.citizenSeconds.minimum), maxValue: String(schema.properties.timeouts.properties.citizenSeconds.maximum),
    });
    assert.equal(elements(find("profileKey"), "text")[0].attributes.maxLength, "44");
    assert.deepEqual(elements(find("allowBac"), "decimal").map(({ attributes }) => attributes.value), ["1", "0"]);
    assert.equal(elements(find("allowedOrigins"), "list")[0].attributes.key, `${policyKey(browsers[0])}\\allowedOrigins`);
  });

  test("a number is offered within its limits", () => {
    const boxes = elements(languages.en, "decimalTextBox");
    const [{ minimum }] = Object.values(schema.properties.timeouts.properties);
    assert.equal(boxes[0].attributes.defaultValue, String(minimum));
  });

  test("an id that a store gave has templates of its own, which stand beside ours", (t) => {
    const out = mkdtempSync(join(tmpdir(), "admx-"));
    t.after(() => rmSync(out, { recursive: true }));
    const store = "ponmlkjihgfedcbaponmlkjihgfedcba";
    writeTemplates(out, extensionId, [store]);
    const read = (name) => parseXml(readFileSync(join(out, name), "utf8"));
    const [ours, theirs] = [read("cccd-bridge.admx"), read(`cccd-bridge-${store}.admx`)];
    assert.notEqual(elements(theirs, "target")[0].attributes.namespace, elements(ours, "target")[0].attributes.namespace);
    const keys = (of) => elements(of, "policy").map(({ attributes }) => attributes.key);
    assert.deepEqual(keys(theirs), keys(ours).map((key) => key.replace(extensionId, store)));
    for (const culture of ["vi-VN", "en-US"]) assert.match(JSON.stringify(read(`${culture}/cccd-bridge-${store}.adml`)), new RegExp(`\\(${store}\\)`));
  });

  test("a key without texts stops the generator, and marks of XML in a text do no harm", () => {
    const more = { properties: { ...schema.properties, brandNew: { type: "boolean" } } };
    assert.throws(() => adml(more, texts(), "en"), /no texts for: brandNew/);
    const odd = texts();
    odd.policies.mode.title.en = 'A <b> & "c"';
    assert.equal(elements(parseXml(adml(schema, odd, "en")), "string").find(({ attributes }) => attributes.id === "mode").text, 'A <b> & "c"');
  });
});
