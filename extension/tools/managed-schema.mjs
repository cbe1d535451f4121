// The policy's schema in the small dialect that browsers take for managed storage: no references, no alternatives, no
// patterns. It only has to let every right value through: the extension checks each key again with the full schema.
import { loadSchema, splitReference } from "./schemas.mjs";

const kept = ["type", "enum", "minimum", "maximum", "description"];

function resolve(node, file) {
  if (node.$ref === undefined) return { node, file };
  const target = splitReference(node.$ref);
  const targetFile = target.file === "" ? file : target.file;
  const schema = loadSchema(targetFile);
  return resolve(target.definition === "" ? schema : schema.$defs[target.definition], targetFile);
}

/** Alternatives of objects become one object with the properties of all. */
function mergeAlternatives(node) {
  const properties = Object.assign({}, ...node.oneOf.map((alternative) => alternative.properties ?? {}));
  return { type: "object", description: node.description, properties };
}

function typeOfConstant(value) {
  return Number.isInteger(value) ? "integer" : typeof value;
}

function simplify(raw, rawFile) {
  const { node: resolved, file } = resolve(raw, rawFile);
  const node = resolved.oneOf === undefined ? resolved : mergeAlternatives(resolved);
  const result = {};
  for (const key of kept) if (node[key] !== undefined) result[key] = node[key];
  if (node.const !== undefined) result.type = typeOfConstant(node.const);
  if (node.enum !== undefined) result.type = "string";
  if (node.items !== undefined) result.items = simplify(node.items, file);
  if (node.properties !== undefined) {
    const entries = Object.entries(node.properties).filter(([key]) => !key.startsWith("$"));
    result.properties = Object.fromEntries(entries.map(([key, value]) => [key, simplify(value, file)]));
  }
  return result;
}

/** @returns {object} content of managed-schema.json */
export function managedSchema() {
  return simplify(loadSchema("managed-policy"), "managed-policy");
}
