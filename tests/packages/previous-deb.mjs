// The version before, to upgrade from: this one's files under a lower version, and a file that this one no longer has.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** @returns {string} the path of a deb that is older than the given one */
export function previousDeb(workspace, deb) {
  const tree = workspace.folder("previous");
  execFileSync("dpkg-deb", ["-R", deb, tree]);
  const control = join(tree, "DEBIAN/control");
  writeFileSync(control, readFileSync(control, "utf8").replace(/^Version: .*$/m, "Version: 0.0.1"));
  writeFileSync(join(tree, "usr/share/doc/cccd-bridge/gone-since"), "");
  const path = join(workspace.directory, "cccd-bridge_0.0.1_amd64.deb");
  execFileSync("dpkg-deb", ["--root-owner-group", "-b", tree, path], { stdio: ["ignore", "ignore", "inherit"] });
  return path;
}
