// What axe finds wrong with a page, as a person who cannot see or point would meet it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./workspace.mjs";

const axeSource = readFileSync(join(root, "tests/node_modules/axe-core/axe.min.js"), "utf8");

/** One line a rule that is broken, with the elements that break it. */
export async function accessibilityFaults(page) {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
}
