// The project's small PC/SC client, as the tests of the virtual reader use it.
// Needs a build: $BUILD_DIR, or build-dev or build beside the sources.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
export const buildDir = [process.env.BUILD_DIR, join(root, "build-dev"), join(root, "build")].find(
  (directory) => directory && existsSync(join(directory, "bin/run-pcscd")),
);
if (!buildDir) throw new Error("build the targets ifd-virtual-reader, run-pcscd and reader-probe first");

/** Sends APDUs with the project's small PC/SC client. */
export function transmit(pcscd, reader, ...apdus) {
  const child = spawn(join(buildDir, "bin/reader-probe"), ["transmit", pcscd.readerNames[reader], ...apdus], {
    env: { ...process.env, ...pcscd.env },
  });
  return new Promise((fulfil) => {
    let output = "";
    let problem = "";
    child.stdout.on("data", (data) => (output += data));
    child.stderr.on("data", (data) => (problem += data));
    child.on("close", () => fulfil({ lines: output.split("\n").filter(Boolean), problem: problem.trim() }));
  });
}

/** Follows a reader's state; `next()` gives the next line and when it came. */
export function watchReader(pcscd, reader) {
  const child = spawn(join(buildDir, "bin/reader-probe"), ["watch", pcscd.readerNames[reader]], {
    env: { ...process.env, ...pcscd.env },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => ({ state: (await lines.next()).value, time: performance.timeOrigin + performance.now() });
  return { next, end: () => child.stdin.end() };
}
