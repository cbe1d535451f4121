// A directory of a test run's own, and the ways the harness waits: always for a condition with a deadline.
import { mkdtempSync, mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout. */
export const root = fileURLToPath(new URL("../../", import.meta.url));
export const hostProgram = join(root, "build/bin/cccd-bridge");
export const cardProgram = join(root, "build/bin/cccd-card");
export const cardFile = (name) => join(root, "tests/virtual-card/cards", `${name}.json`);

/** Makes a private directory; everything a run writes is below it. */
export function makeWorkspace(name) {
  const directory = mkdtempSync(join(tmpdir(), `cccd-bridge-${name}-`));
  return {
    directory,
    folder(child) {
      const path = join(directory, child);
      mkdirSync(path, { recursive: true });
      return path;
    },
    remove() {
      rmSync(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

/** Calls probe until it gives something truthy; throws with the description at the deadline. */
export async function waitFor(description, probe, { timeoutMs = 15_000, everyMs = 20 } = {}) {
  const deadline = performance.now() + timeoutMs;
  let last;
  for (;;) {
    try {
      const value = await probe();
      if (value) return value;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (performance.now() > deadline)
      throw new Error(`waited ${timeoutMs} ms for: ${description}${last ? ` (last error: ${last.message})` : ""}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
