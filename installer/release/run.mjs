// Runs the tools of a release.
import { execFileSync } from "node:child_process";

/** Runs a program, quiet unless it fails. @returns {string} its standard output */
export function run(program, words, options = {}) {
  try {
    return execFileSync(program, words, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 64 << 20, ...options });
  } catch (error) {
    throw new Error(`${program} ${words[0]} failed:\n${`${error.stdout}${error.stderr}`.trim().split("\n").slice(-30).join("\n")}`, { cause: error });
  }
}

/** Configures and builds the host by CMake. `options`: what goes before those that every release has. */
export function buildHost(root, directory, chromeIds, options) {
  const launcher = ["C", "CXX"].map((language) => `-DCMAKE_${language}_COMPILER_LAUNCHER=ccache`);
  const all = [...options, "-DCMAKE_BUILD_TYPE=Release", "-DCCCD_BUILD_TESTS=OFF", `-DCCCD_CHROME_EXTENSION_IDS=${chromeIds.join(";")}`, ...launcher];
  run("cmake", ["-S", root, "-B", directory, "-G", "Ninja", ...all]);
  run("cmake", ["--build", directory, "--target", "cccd-bridge"]);
}
