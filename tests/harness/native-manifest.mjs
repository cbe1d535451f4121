// Registers the built host for one browser profile, with a configuration directory of its own.
import { chmodSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hostProgram, root } from "./workspace.mjs";

export const hostName = "vn.cccdbridge.host";
export const extensionId = "dlldhokgppgibghijpoppanchojffeli";
export const geckoId = "bridge@cccdbridge.vn";

/** Writes the starter script and the manifest; returns where the host keeps its configuration. `dialect`: see dialect-host.mjs. */
export function registerHost({ directory, manifestFolder, browser, dialect }) {
  const configDirectory = join(directory, "config");
  mkdirSync(join(configDirectory, "anchors"), { recursive: true });
  mkdirSync(manifestFolder, { recursive: true });
  const starter = join(directory, `host-${browser}.sh`);
  const program = dialect === undefined ? [hostProgram] : [process.execPath, join(root, "tests/harness/dialect-host.mjs"), hostProgram, dialect];
  writeFileSync(starter, `#!/bin/sh\nexec ${program.map((word) => `'${word}'`).join(" ")} --config-dir '${configDirectory}' "$@"\n`);
  chmodSync(starter, 0o755);
  const callers =
    browser === "firefox"
      ? { allowed_extensions: [geckoId] }
      : { allowed_origins: [`chrome-extension://${extensionId}/`] };
  const manifest = { name: hostName, description: "CCCD Bridge", path: starter, type: "stdio", ...callers };
  writeFileSync(join(manifestFolder, `${hostName}.json`), JSON.stringify(manifest));
  return configDirectory;
}

/** Process ids of the hosts that were started with this configuration directory. */
export function hostProcesses(configDirectory) {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
        return words[0] === hostProgram && words.includes(configDirectory);
      } catch {
        return false;
      }
    });
}
