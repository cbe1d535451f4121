// Packs the release that the tests install: `node tests/packages/prepare.mjs DIR` writes DIR/key.pem and DIR/release.
import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../harness/workspace.mjs";

const [directory] = process.argv.slice(2);
rmSync(directory, { recursive: true, force: true });
mkdirSync(directory, { recursive: true });
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const key = join(directory, "key.pem");
writeFileSync(key, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
execFileSync(join(root, "dev"), ["package", join(directory, "release"), "--key", key], { stdio: "inherit" });
