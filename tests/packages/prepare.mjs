// Packs the release that the tests install: `node tests/packages/prepare.mjs DIR` writes DIR/key.pem and DIR/release. Meanwhile
// it makes the base that they install into, which they, running side by side, must find.
import { spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../harness/workspace.mjs";
import { prepareBase } from "./base.mjs";

const [directory] = process.argv.slice(2);
rmSync(directory, { recursive: true, force: true });
mkdirSync(directory, { recursive: true });
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const key = join(directory, "key.pem");
writeFileSync(key, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
const packing = spawn(join(root, "dev"), ["package", join(directory, "release"), "--key", key], { stdio: "inherit" });
const packed = once(packing, "exit");
try {
  await prepareBase();
} finally {
  const [status] = await packed;
  process.exitCode = status ?? 1;
}
