// What axe knows to be inaccessible in a page.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { project } from "./stage.mjs";

const source = readFileSync(createRequire(join(project, "tests", "package.json")).resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];

/** @returns a line for every rule that the page breaks, with the elements */
export async function axeProblems(page) {
  // The extension's policy refuses inline scripts; a debugger's evaluation is not one.
  await page.evaluate(source);
  const { violations } = await page.evaluate((runOnly) => globalThis.axe.run(document, { runOnly }), rules);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
}
