// Compiles the schemas into plain functions: an extension page may not make code at run time.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import { generatedDirectory } from "./paths.mjs";
import { loadSchema, schemaNames } from "./schemas.mjs";

function makeAjv() {
  const ajv = new Ajv2020.default({ strict: true, strictTypes: false, strictRequired: false, inlineRefs: false, messages: false, code: { source: true, esm: true } });
  ajv.addVocabulary(["x-methods", "x-events"]);
  for (const name of schemaNames) ajv.addSchema(loadSchema(name));
  return ajv;
}

/** `card.read` → `cardRead`: names of generated functions. */
function identifier(text) {
  return text.replace(/[.-](\w)/g, (_, letter) => letter.toUpperCase());
}

function declaration(name, type) {
  return `export const ${name}: (value: unknown) => value is ${type};`;
}

/** Name of the function → reference of what it checks and the type it proves. */
function validatorTable() {
  const protocol = loadSchema("protocol");
  const inProtocol = (reference) => protocol.$id + reference;
  const table = {
    incomingResponse: [inProtocol("#/$defs/Response"), 'import("./protocol").Response'],
    incomingError: [inProtocol("#/$defs/ErrorResponse"), 'import("./protocol").ErrorResponse'],
    incomingNotification: [inProtocol("#/$defs/Notification"), 'import("./protocol").Notification'],
    siteProfile: [loadSchema("site-profile").$id, 'import("./site-profile").SiteProfile'],
    profileBundle: [loadSchema("profile-bundle").$id, 'import("./profile-bundle").ProfileBundle'],
    signedProfiles: [`${loadSchema("managed-policy").$id}#/$defs/SignedProfiles`, 'import("./managed-policy").SignedProfiles'],
    citizen: [loadSchema("citizen").$id, 'import("./citizen").Citizen'],
  };
  for (const [method, { result, where }] of Object.entries(protocol["x-methods"])) {
    if (where === "commandLine") continue;
    table[identifier(`result.${method}`)] = [inProtocol(result), `import("./protocol").HostMethods["${method}"]["result"]`];
  }
  for (const [event, params] of Object.entries(protocol["x-events"])) {
    table[identifier(`event.${event}`)] = [inProtocol(params), `import("./protocol").HostEvents["${event}"]`];
  }
  const policy = loadSchema("managed-policy");
  for (const key of Object.keys(policy.properties)) {
    const type = `NonNullable<import("./managed-policy").ManagedPolicy["${key}"]>`;
    table[identifier(`policy.${key}`)] = [`${policy.$id}#/properties/${key}`, type];
  }
  return table;
}

/** Tables by method, event and policy key, so that callers need no names of functions. */
function lookupTables() {
  const protocol = loadSchema("protocol");
  const wire = Object.entries(protocol["x-methods"]).filter(([, m]) => m.where !== "commandLine").map(([name]) => name);
  const table = (name, prefix, keys) =>
    `export const ${name} = {\n${keys.map((key) => `  "${key}": validators.${identifier(`${prefix}.${key}`)},`).join("\n")}\n} as const;`;
  return [
    "// Generated from schemas/; do not edit.",
    'import * as validators from "./validators.mjs";',
    table("resultValidators", "result", wire),
    table("eventValidators", "event", Object.keys(protocol["x-events"])),
    table("policyValidators", "policy", Object.keys(loadSchema("managed-policy").properties)),
    "",
  ].join("\n");
}

/** Writes generated/validators.mjs with its declarations, and the tables that name them. */
export function generateValidators() {
  const ajv = makeAjv();
  const table = validatorTable();
  const references = Object.fromEntries(Object.entries(table).map(([name, [reference]]) => [name, reference]));
  writeFileSync(join(generatedDirectory, "validators.mjs"), standaloneCode.default(ajv, references));
  const declarations = Object.entries(table).map(([name, [, type]]) => declaration(name, type));
  writeFileSync(join(generatedDirectory, "validators.d.mts"), declarations.join("\n") + "\n");
  writeFileSync(join(generatedDirectory, "validator-tables.ts"), lookupTables());
}

/** A validator for use inside the build itself. */
export function profileValidator() {
  const ajv = new Ajv2020.default({ strict: true, strictTypes: false, strictRequired: false, allErrors: true });
  ajv.addSchema(loadSchema("citizen"));
  return ajv.compile(loadSchema("site-profile"));
}
