// Which members each message of the host may have: what a later host adds is dropped before a message is looked at.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { generatedDirectory } from "./paths.mjs";
import { loadSchema, schemaNames, splitReference } from "./schemas.mjs";

const schemas = Object.fromEntries(schemaNames.map((name) => [name, loadSchema(name)]));

/** A node of a schema as `{file, node}` without references and alternatives: all that may apply to one value. */
function applying({ file, node }) {
  const target = node.$ref === undefined ? [] : applying(resolve(file, node.$ref));
  const others = [...(node.oneOf ?? []), ...(node.anyOf ?? []), ...(node.allOf ?? [])].flatMap((one) => applying({ file, node: one }));
  return [{ file, node }, ...target, ...others];
}

function resolve(from, reference) {
  const { file, definition } = splitReference(reference);
  const name = file === "" ? from : file;
  return { file: name, node: definition === "" ? schemas[name] : schemas[name].$defs[definition] };
}

/** Collects shapes; number 0 is a value that is kept as it is. */
class Shapes {
  list = [{}];
  #numbers = new Map();
  #ids = new Map();

  /** @param {{file: string, node: object}[]} places schemas that the value may have to fit @returns {number} */
  numberOf(places) {
    const nodes = places.flatMap(applying);
    const key = nodes.map(({ node }) => this.#idOf(node)).join();
    if (this.#numbers.has(key)) return this.#numbers.get(key);
    const items = nodes.filter(({ node }) => node.items !== undefined).map(({ file, node }) => ({ file, node: node.items }));
    const isClosed = nodes.some(({ node }) => node.additionalProperties === false);
    if (!isClosed && items.length === 0) return 0;
    const shape = {};
    const number = this.list.push(shape) - 1;
    this.#numbers.set(key, number);
    if (items.length > 0) shape.items = this.numberOf(items);
    if (isClosed) shape.members = this.#membersOf(nodes);
    return number;
  }

  #membersOf(nodes) {
    const names = new Set(nodes.flatMap(({ node }) => Object.keys(node.properties ?? {})));
    const placesOf = (name) => nodes.filter(({ node }) => node.properties?.[name] !== undefined).map(({ file, node }) => ({ file, node: node.properties[name] }));
    return Object.fromEntries([...names].map((name) => [name, this.numberOf(placesOf(name))]));
  }

  #idOf(node) {
    if (!this.#ids.has(node)) this.#ids.set(node, this.#ids.size);
    return this.#ids.get(node);
  }
}

/** Writes generated/shapes.ts. */
export function generateShapes() {
  const protocol = schemas.protocol;
  const shapes = new Shapes();
  const numberOf = (reference) => shapes.numberOf([resolve("protocol", reference)]);
  const methods = Object.entries(protocol["x-methods"]).filter(([, { where }]) => where !== "commandLine");
  const table = (name, entries) => `export const ${name} = ${JSON.stringify(Object.fromEntries(entries), null, 2)} as const;`;
  const tables = [
    `export const messageShape = ${shapes.numberOf([{ file: "protocol", node: { oneOf: protocol.oneOf } }])};`,
    table("resultShapes", methods.map(([name, { result }]) => [name, numberOf(result)])),
    table("eventShapes", Object.entries(protocol["x-events"]).map(([name, params]) => [name, numberOf(params)])),
  ];
  const lines = [
    "// Generated from schemas/; do not edit.",
    "export interface Shape {",
    "  readonly members?: Readonly<Record<string, number>>;",
    "  readonly items?: number;",
    "}",
    ...tables,
    `export const shapes: readonly Shape[] = ${JSON.stringify(shapes.list)};`,
    "",
  ];
  writeFileSync(join(generatedDirectory, "shapes.ts"), lines.join("\n"));
}
