// The clean Debian that packages are installed into: made once by debootstrap, with the browsers, kept under .cache.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "../harness/workspace.mjs";

const mirror = process.env.CCCD_DEBIAN_MIRROR ?? "http://deb.debian.org/debian";
const suite = "bookworm";
const browsers = ["chromium", "firefox-esr", "fonts-dejavu-core"];
const sources = `deb ${mirror} ${suite} main
deb ${mirror} ${suite}-updates main
deb http://deb.debian.org/debian-security ${suite}-security main
`;

/** Where the base is kept; a part of its name changes with what is in it. */
const directory = join(root, ".cache/packages", `${suite}-browsers-1`);

/** What every command in a chroot sees: nothing of this machine's environment. */
export const cleanEnvironment = { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", HOME: "/root", LANG: "C.UTF-8", DEBIAN_FRONTEND: "noninteractive" };

/** In a mount namespace of its own: what debootstrap mounts is gone with it, however it ends. */
const recipe = `
  debootstrap --variant=minbase --include=ca-certificates "$SUITE" "$TARGET" "$MIRROR"
  printf %s "$SOURCES" >"$TARGET/etc/apt/sources.list"
  # No daemon may be started from inside.
  printf '#!/bin/sh\nexit 101\n' >"$TARGET/usr/sbin/policy-rc.d"
  chmod 755 "$TARGET/usr/sbin/policy-rc.d"
  mount -t proc proc "$TARGET/proc"
  chroot "$TARGET" apt-get -qq update
  chroot "$TARGET" apt-get -qq -y --no-install-recommends install $BROWSERS
  chroot "$TARGET" apt-get clean`;

function make(target) {
  const values = { SUITE: suite, TARGET: target, MIRROR: mirror, SOURCES: sources, BROWSERS: browsers.join(" ") };
  const result = spawnSync("unshare", ["--mount", "--propagation", "private", "sh", "-euc", recipe], { env: { ...cleanEnvironment, ...values }, encoding: "utf8", maxBuffer: 64 << 20 });
  if (result.status !== 0) throw new Error(`the base could not be made:\n${`${result.stdout}${result.stderr}`.split("\n").slice(-20).join("\n")}`);
}

/** @returns {string} the base's directory, made if it is not there yet (two to three minutes, 1.2 GB) */
export function preparedBase() {
  if (existsSync(directory)) return directory;
  const unfinished = `${directory}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  make(unfinished);
  renameSync(unfinished, directory);
  return directory;
}
