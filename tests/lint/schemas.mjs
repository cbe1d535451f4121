// Static checks of the data the product is made of: schemas compile, data files fit them, generated pages are current, versions agree.
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import Ajv2020 from "ajv/dist/2020.js";
import { eventProblems } from "./event-table.mjs";
import { troubleshootingIsCurrent } from "./troubleshooting.mjs";
import { versionProblems } from "./versions.mjs";

const root = new URL("../../", import.meta.url);
const readJson = (path) => JSON.parse(readFileSync(new URL(path, root), "utf8"));
const problems = [];

const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
ajv.addVocabulary(["x-methods", "x-events"]);
const schemaFiles = readdirSync(new URL("schemas/", root)).filter((name) => name.endsWith(".schema.json"));
for (const name of schemaFiles) ajv.addSchema(readJson(`schemas/${name}`));

/** Adds a line for every way in which a document does not fit its schema. */
function check(path, schemaName) {
  const validate = ajv.getSchema(`https://cccdbridge.vn/schemas/${schemaName}.schema.json`);
  if (validate(readJson(path))) return;
  for (const error of validate.errors) problems.push(`${path}${error.instancePath}: ${error.message}`);
}

for (const name of schemaFiles) {
  try {
    ajv.getSchema(`https://cccdbridge.vn/schemas/${name}`);
  } catch (error) {
    problems.push(`schemas/${name}: ${error.message}`);
  }
}
check("schemas/errors.json", "errors");
check("schemas/doctor.json", "doctor");
check("schemas/events.json", "events");
check("schemas/qr-passes.json", "qr-passes");
check("schemas/scanner-quirks.json", "scanner-quirks");
for (const name of readdirSync(new URL("extension/profiles/", root)).filter((file) => file.endsWith(".json")))
  check(`extension/profiles/${name}`, "site-profile");

const protocol = readJson("schemas/protocol.schema.json");
for (const [method, { params, result }] of Object.entries(protocol["x-methods"]))
  for (const reference of [params, result])
    if (!protocol.$defs[reference.replace("#/$defs/", "")]) problems.push(`protocol: ${method} names ${reference}, which is not there`);

if (!troubleshootingIsCurrent()) problems.push("docs/troubleshooting.md is not current: run node tests/lint/troubleshooting.mjs");
problems.push(...versionProblems(fileURLToPath(root)));

problems.push(...eventProblems());

for (const problem of problems) console.error(problem);
console.log(`schemas: ${schemaFiles.length} compiled, ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
