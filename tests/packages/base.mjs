// The clean Debian that packages are installed into: made once by debootstrap, with the browsers, kept under .cache.
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
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

async function make(target) {
  const values = { SUITE: suite, TARGET: target, MIRROR: mirror, SOURCES: sources, BROWSERS: browsers.join(" ") };
  const words = ["--mount", "--propagation", "private", "sh", "-euc", recipe];
  await promisify(execFile)("unshare", words, { env: { ...cleanEnvironment, ...values }, maxBuffer: 64 << 20 }).catch(({ stdout, stderr }) => {
    throw new Error(`the base could not be made:\n${`${stdout}${stderr}`.split("\n").slice(-20).join("\n")}`);
  });
}

/** Makes the base if it is not there yet (two to three minutes, 1.2 GB). */
export async function prepareBase() {
  if (existsSync(directory)) return;
  const unfinished = `${directory}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  await make(unfinished);
  renameSync(unfinished, directory);
}

/** @returns {string} the base's directory; prepare.mjs has made it */
export function preparedBase() {
  if (!existsSync(directory)) throw new Error("there is no base: start these tests with ./dev test packages");
  return directory;
}
