// The host's Linux packages: built by CMake in a folder of their own, packed by CPack (deb) and tar.
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./paths.mjs";
import { buildHost, run } from "./run.mjs";

function build(directory, chromeIds) {
  const precompiled = process.env.CCCD_PRECOMPILED_HEADERS ?? "ON"; // as ./dev build, whose compiled files ccache knows
  buildHost(root, directory, chromeIds, [`-DCCCD_PRECOMPILED_HEADERS=${precompiled}`]);
}

/** What the tarball is called inside and outside: of what version, for what machine. */
const tarballName = (version) => `cccd-bridge-${version}-linux-${process.arch === "x64" ? "x86_64" : process.arch}`;

function makeTarball(directory, out, version, epoch) {
  const name = tarballName(version);
  const staging = mkdtempSync(join(tmpdir(), "cccd-bridge-tarball-"));
  try {
    const tree = join(staging, name, "tree");
    run("cmake", ["--install", directory, "--strip", "--prefix", "/usr"], { env: { ...process.env, DESTDIR: tree } });
    cpSync(join(root, "installer/linux/tarball/install.sh"), join(staging, name, "install.sh"));
    copyFileSync(join(root, "LICENSE"), join(staging, name, "LICENSE"));
    const same = ["--sort=name", `--mtime=@${epoch}`, "--owner=0", "--group=0", "--numeric-owner", "--mode=u=rwX,go=rX"];
    run("tar", ["-C", staging, ...same, "--use-compress-program=xz -9 --threads=1", "-cf", join(out, `${name}.tar.xz`), name]);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/**
 * Builds the host and packs it.
 * @param {{out: string, build: string, version: string, epoch: string, chromeIds: string[]}} options `build`: the build's folder;
 *   `epoch`: seconds since 1970 that stand for every date inside; `chromeIds`: Chromium extensions that may start the host, ours first
 * @returns {string} the program's path
 */
export function packHost({ out, build: directory, version, epoch, chromeIds }) {
  process.env.SOURCE_DATE_EPOCH = epoch;
  process.umask(0o022); // CPack keeps what folders it makes have
  mkdirSync(out, { recursive: true });
  build(directory, chromeIds);
  const packages = join(directory, "packages");
  rmSync(packages, { recursive: true, force: true });
  run("cpack", ["--config", join(directory, "CPackConfig.cmake")], { cwd: directory });
  for (const name of readdirSync(packages).filter((one) => one.endsWith(".deb"))) copyFileSync(join(packages, name), join(out, name));
  makeTarball(directory, out, version, epoch);
  return join(directory, "bin/cccd-bridge");
}
