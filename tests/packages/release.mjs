// The release under test, packed once for a run of `./dev test packages` with a key made for it (prepare.mjs).
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { extensionIdOf, publicKeyOf } from "../../extension/pack/crx.mjs";

/** @returns {{directory: string, key: string, id: string, file(suffix: string): string}} `key`: PEM; `id`: the extension's under that key */
export function release() {
  const workspace = process.env.CCCD_PACKAGES;
  if (!workspace) throw new Error("CCCD_PACKAGES is not set: start these tests with ./dev test packages");
  const directory = join(workspace, "release");
  const key = readFileSync(join(workspace, "key.pem"), "utf8");
  return {
    directory,
    key,
    id: extensionIdOf(publicKeyOf(key)),
    /** The path of the one file whose name ends so. */
    file(suffix) {
      const found = readdirSync(directory).filter((name) => name.endsWith(suffix));
      if (found.length !== 1) throw new Error(`${found.length} files end with ${suffix}`);
      return join(directory, found[0]);
    },
  };
}
