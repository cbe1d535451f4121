// What tests do with the package manager in a chroot.
import { cpSync } from "node:fs";
import { basename, join } from "node:path";

/** Logs and caches of the package manager itself, which tell what happened and are no package's. */
const ownTraces = /^\/(var\/(log|cache)\/|var\/lib\/(apt|dpkg)\/|etc\/ld\.so\.cache )/;
/** Folders of the standard tree that base-files makes without owning: dpkg removes them with the last package that used them. */
const unowned = new Set(["/etc/opt/"]);

/** Takes the package's file inside and installs it the way an administrator does, dependencies included. */
export async function install(chroot, deb, ...more) {
  cpSync(deb, join(chroot.shared, basename(deb)));
  return chroot.run("apt-get", "install", "-q", "-y", "--no-install-recommends", join(chroot.shared, basename(deb)), ...more);
}

export const remove = (chroot) => chroot.run("apt-get", "remove", "-q", "-y", "cccd-bridge");
export const purge = (chroot) => chroot.run("apt-get", "purge", "-q", "-y", "cccd-bridge");
export const removeDependencies = (chroot) => chroot.run("apt-get", "autoremove", "-q", "-y", "--purge");

/** What is in one inventory and not in the other, the package manager's traces left out. */
export const difference = (one, other) => [...one].filter((line) => !other.has(line) && !ownTraces.test(line) && !unowned.has(line)).sort();
