// The Ansible role, with the policies of this release: they know the extension's id.
import { cpSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.mjs";

/** @param {string} out the release's folder; its `policies` are there already */
export function copyRole(out) {
  const role = join(out, "ansible/cccd_bridge");
  cpSync(join(root, "installer/ansible/cccd_bridge"), role, { recursive: true });
  cpSync(join(out, "policies"), join(role, "files/policies"), { recursive: true, filter: (path) => !/admx|README/.test(path) });
}
