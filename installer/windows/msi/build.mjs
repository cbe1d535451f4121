// Makes the MSI: files into a cabinet (gcab), tables into a database (msibuild), both the same to the byte each time.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { identifierOf } from "./identifiers.mjs";
import { codePageArchive, summaryArchive, textArchive } from "./idt.mjs";
import { tablesOf } from "./tables.mjs";
import { manufacturer, productName } from "./texts.mjs";

const programKey = "cccd_bridge.exe";
const vietnamese = "1066";

/** The version in a program's resource (VS_FIXEDFILEINFO, by its signature): four numbers. */
function versionOf(program) {
  const at = program.indexOf(Buffer.from([0xbd, 0x04, 0xef, 0xfe]));
  if (at < 0) throw new Error("the program has no version resource");
  return [10, 8, 14, 12].map((offset) => program.readUInt16LE(at + offset)).join(".");
}

/** A file as the tables want it. The program's version must be that of its resource, or an uninstallation may leave it. */
function describe({ key, name, content }) {
  const md5 = createHash("md5").update(content).digest();
  const stamp = key === programKey ? { version: versionOf(content), language: vietnamese } : { hash: [0, 4, 8, 12].map((at) => md5.readInt32LE(at)) };
  return { key, name, size: content.length, ...stamp };
}

const templates = new URL("../../linux/native-manifests/", import.meta.url);

/** The native manifest of a browser family, which names the program beside it. */
function nativeManifest(family, allowed) {
  const list = allowed.map((one) => JSON.stringify(one)).join(", ");
  return readFileSync(new URL(`${family}.json.in`, templates), "utf8").replace("@CCCD_HOST_PATH@", "cccd-bridge.exe").replace(/@CCCD_ALLOWED_\w+@/, list);
}

function contents({ program, licences, chromeIds, firefoxIds }) {
  return [
    { key: programKey, name: "cccd-bridge.exe", content: readFileSync(program) },
    { key: "chromium.json", name: "chromium.json", content: Buffer.from(nativeManifest("chromium", chromeIds.map((id) => `chrome-extension://${id}/`))) },
    { key: "firefox.json", name: "firefox.json", content: Buffer.from(nativeManifest("firefox", firefoxIds)) },
    { key: "licences.txt", name: "LICENCES.txt", content: Buffer.from(licences) },
  ];
}

/** `order`: keys as the File table has them, which is the cabinet's order, too. */
function makeCabinet(staging, files, order, epoch) {
  const folder = join(staging, "files");
  mkdirSync(folder);
  for (const { key, content } of files) {
    writeFileSync(join(folder, key), content);
    chmodSync(join(folder, key), 0o644);
    utimesSync(join(folder, key), Number(epoch), Number(epoch));
  }
  const cabinet = join(staging, "files.cab");
  execFileSync("gcab", ["--create", "--zip", "--nopath", cabinet, ...order], { cwd: folder, env: { ...process.env, TZ: "UTC" } });
  return cabinet;
}

/** MSDN, Summary Information: 1 code page, 2 title, 3 subject, 4 author, 7 platform and language, 9 package code, 12 and 13 dates,
 *  14 the least Windows Installer, 15 long names and compressed, 18 made by, 19 read only recommended. */
function summary(packageCode, epoch) {
  const date = new Date(Number(epoch) * 1000).toISOString().slice(0, 19).replaceAll("-", "/").replace("T", " ");
  return { 1: 65001, 2: "Installation Database", 3: productName, 4: manufacturer, 7: "x64;1033", 9: packageCode, 12: date, 13: date, 14: 500, 15: 2, 18: manufacturer, 19: 2 };
}

function makeDatabase(staging, tables, cabinet, epoch) {
  const archives = Object.entries(tables).filter(([, rows]) => rows.length > 0).map(([name, rows]) => [name, textArchive(name, rows)]);
  const whole = createHash("sha256").update(archives.flat().join("")).update(readFileSync(cabinet)).digest("hex");
  const all = [["_ForceCodepage", codePageArchive], ["_SummaryInformation", summaryArchive(summary(identifierOf(`package ${whole}`), epoch))], ...archives];
  for (const [name, text] of all) writeFileSync(join(staging, `${name}.idt`), text);
  const database = join(staging, "package.msi");
  // In one run: msibuild cannot open again a database that has a code page and no texts.
  const words = [database, ...all.flatMap(([name]) => ["-i", join(staging, `${name}.idt`)]), "-a", "files.cab", cabinet];
  const said = execFileSync("msibuild", words, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  if (said) throw new Error(`msibuild: ${said}`);
  return database;
}

/**
 * Makes the MSI of one version.
 * @param {{out: string, program: string, licences: string, version: string, epoch: string, chromeIds: string[], firefoxIds: string[]}} product
 *   `program`: the stripped (and signed) cccd-bridge.exe; `licences`: a text; `epoch`: seconds since 1970 that stand for every date inside
 */
export function makeMsi({ out, epoch, version, ...product }) {
  const staging = mkdtempSync(join(tmpdir(), "cccd-bridge-msi-"));
  try {
    const files = contents(product);
    const tables = tablesOf({ version, ...product, files: files.map(describe) });
    const cabinet = makeCabinet(staging, files, tables.File.map(({ File }) => File), epoch);
    copyFileSync(makeDatabase(staging, tables, cabinet, epoch), out);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}
