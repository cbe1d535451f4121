// Generates one TypeScript module a schema, and the list of error codes.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { compile } from "json-schema-to-typescript";
import { generatedDirectory } from "./paths.mjs";
import { loadErrors, loadSchema, schemaNames, splitReference, walk } from "./schemas.mjs";

const banner = "// Generated from schemas/; do not edit.";

function typeName(definition) {
  return definition.charAt(0).toUpperCase() + definition.slice(1);
}

/**
 * Replaces every reference by the name of the type it means, so that each type is made exactly once.
 * Types of other files go into `imports`.
 */
function nameReferences(schema, imports) {
  walk(schema, (node) => {
    if (typeof node.$ref !== "string") return;
    const { file, definition } = splitReference(node.$ref);
    const type = definition === "" ? loadSchema(file).title : typeName(definition);
    if (file !== "") imports.set(file, (imports.get(file) ?? new Set()).add(type));
    delete node.$ref;
    node.tsType = type;
  });
  return schema;
}

async function compileOne(schema, name, imports) {
  const { $defs: _, ...body } = schema;
  const code = await compile(nameReferences({ ...body, title: name }, imports), name, {
    bannerComment: "",
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
  });
  return code.replace(/\n *\* @m(?:in|ax)Items \d+/g, "").replace(/\n *\*(?=\n *\*\/)/g, "").replace(/ *\/\*\*\n *\*\/\n/g, "");
}

async function moduleOf(name) {
  const schema = loadSchema(name);
  const imports = new Map();
  const definitions = Object.entries(schema.$defs ?? {}).map(([definition, body]) => [typeName(definition), body]);
  const parts = [];
  for (const [title, body] of [[schema.title, schema], ...definitions]) parts.push(await compileOne(body, title, imports));
  const lines = [...imports].map(([file, types]) => `import type { ${[...types].sort().join(", ")} } from "./${file}";`);
  return [banner, ...lines, ...parts].join("\n");
}

/** Tables of the protocol: which types a method and an event carry. */
function protocolTables() {
  const schema = loadSchema("protocol");
  const type = (reference) => typeName(splitReference(reference).definition);
  const wire = Object.entries(schema["x-methods"]).filter(([, method]) => method.where !== "commandLine");
  return [
    "/** Parameters and result of each method that may be called over the wire. */",
    "export interface HostMethods {",
    ...wire.map(([name, m]) => `  "${name}": { params: ${type(m.params)}; result: ${type(m.result)} };`),
    "}",
    "/** Parameters of each event. */",
    "export interface HostEvents {",
    ...Object.entries(schema["x-events"]).map(([name, reference]) => `  "${name}": ${type(reference)};`),
    "}",
    "",
  ].join("\n");
}

function errorsModule() {
  const codes = Object.keys(loadErrors().errors);
  return [
    banner,
    "/** Every failure a person can see (schemas/errors.json). */",
    `export const errorCodes = ${JSON.stringify(codes, null, 2)} as const;`,
    "export type ErrorCode = (typeof errorCodes)[number];",
    "const known: ReadonlySet<string> = new Set(errorCodes);",
    "export function isErrorCode(code: string): code is ErrorCode {",
    "  return known.has(code);",
    "}",
    "",
  ].join("\n");
}

/** Writes generated/*.ts. */
export async function generateTypes() {
  for (const name of schemaNames) {
    const tables = name === "protocol" ? protocolTables() : "";
    writeFileSync(join(generatedDirectory, `${name}.ts`), (await moduleOf(name)) + tables);
  }
  writeFileSync(join(generatedDirectory, "errors.ts"), errorsModule());
}
