// An MSI as it is, by tools that did not make it (msiinfo, msiextract), and the MSI of another version of the same host.
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { makeMsi } from "../../installer/windows/msi/build.mjs";
import { firefoxId } from "../host/client.mjs";

const read = (program, ...words) => execFileSync(program, words, { encoding: "utf8", maxBuffer: 64 << 20, stdio: ["ignore", "pipe", "ignore"] });

/** The names of an MSI's tables. */
export const tableNames = (msi) => read("msiinfo", "tables", msi).split(/\r?\n/).filter((name) => name && !name.startsWith("_"));

/** @returns {object[]} a table's rows by column; an empty cell is "" */
export function table(msi, name) {
  const [columns, , , ...rows] = read("msiinfo", "export", msi, name).split(/\r?\n/).filter(Boolean).map((line) => line.split("\t"));
  return rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index] ?? ""])));
}

export const summaryOf = (msi) => read("msiinfo", "suminfo", msi);

/** The value of a property. */
export const propertyOf = (msi, name) => table(msi, "Property").find(({ Property }) => Property === name)?.Value;

/** Unpacks the files of an MSI. @returns {Object<string, string>} where each file lies by its name */
export function extract(msi, directory) {
  read("msiextract", "-C", directory, msi);
  const paths = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return Object.fromEntries(paths.map((one) => [one.name, join(one.parentPath ?? one.path, one.name)]));
}

/** The same program under another version: what an upgrade starts from. `storeIds`: of extensions that it serves as well. */
export function msiOfVersion(out, version, { program, id, storeIds = [] }) {
  makeMsi({ out, program, licences: "", version, epoch: "1700000000", chromeIds: [id, ...storeIds], firefoxIds: [firefoxId] });
  return out;
}
