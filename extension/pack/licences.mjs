// The page of licences that goes with the extension: its own, and that of everything inside it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { extensionDirectory } from "../tools/paths.mjs";
import { licenceText, shippedDependencies } from "./dependencies.mjs";

const line = "-".repeat(78);

function section({ name, version, licence, within }) {
  const title = `${name}${version ? ` ${version}` : ""} (${licence})`;
  if (within) return `${line}\n${title}, compiled into ${within}; the text of ${licence} is the one of CCCD Bridge above.\n`;
  return `${line}\n${title}\n\n${licenceText(name)}`;
}

/** @returns {string} the page as plain text */
export function licences() {
  const own = readFileSync(join(extensionDirectory, "..", "LICENSE"), "utf8");
  return [`CCCD Bridge (Apache-2.0)\n\n${own}`, ...shippedDependencies().map(section)].join("\n");
}
