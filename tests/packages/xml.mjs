// XML as objects, by a parser that nobody here wrote (Python's expat).
import { execFileSync } from "node:child_process";

const program = `
import json, sys, xml.etree.ElementTree as tree
def plain(node):
    return {"name": node.tag.split("}")[-1], "attributes": dict(node.attrib), "text": node.text or "", "children": [plain(child) for child in node]}
json.dump(plain(tree.fromstring(sys.stdin.buffer.read())), sys.stdout)
`;

/** @param {string} text @returns {{name: string, attributes: object, text: string, children: object[]}} the root, namespaces left out */
export function parseXml(text) {
  return JSON.parse(execFileSync("python3", ["-c", program], { input: text, encoding: "utf8", maxBuffer: 64 << 20 }));
}

/** Every element of that name below a node, itself included. */
export function elements(node, name) {
  return [...(node.name === name ? [node] : []), ...node.children.flatMap((child) => elements(child, name))];
}
