// ./dev bench address: addresses a second through one `cccd-bridge call --ndjson`, every old commune of the table in three styles; size and load time of the table.
import { execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { hostProgram, root } from "../harness/workspace.mjs";
import { median, printTable } from "./measure.mjs";

const KINDS = { T: "Tỉnh", C: "Thành phố", Q: "Quận", H: "Huyện", X: "Thị xã", P: "Phường", A: "Xã", R: "Thị trấn" };
const SHORT = { T: "T.", C: "TP.", Q: "Q.", H: "H.", X: "TX.", P: "P.", A: "X.", R: "TT." };

function oldCommunes() {
  const communes = [];
  let province, district;
  for (const line of readFileSync(join(root, "native-host", "data", "admin-units", "units.tsv"), "utf8").split("\n")) {
    const [type, , kind, name] = line.split("\t");
    if (type === "O") province = { kind, name };
    else if (type === "D") district = { kind, name };
    else if (type === "c") communes.push([{ kind, name }, district, province]);
  }
  return communes;
}

const styles = {
  "as in a QR code": (units) => `Tổ 10 Ấp An Thái, ${units.map(({ kind, name }) => (/^\d/.test(name) ? `${KINDS[kind]} ${name}` : name)).join(", ")}`,
  "with kinds": (units) => `Số 1 Đường Lê Lợi, ${units.map(({ kind, name }) => `${KINDS[kind]} ${name}`).join(", ")}`,
  abbreviated: (units) => `KP 2, ${units.map(({ kind, name }) => `${SHORT[kind]} ${name}`).join(", ")}`,
};

/** Milliseconds and statuses of all texts through one host process, its start included. */
async function run(texts) {
  const lines = texts.map((text) => `${JSON.stringify({ method: "address.resolve", params: { text } })}\n`).join("");
  const begin = performance.now();
  const host = spawn(hostProgram, ["call", "--ndjson"], { stdio: ["pipe", "pipe", "inherit"] });
  host.stdin.end(lines);
  const answers = [];
  for await (const line of createInterface({ input: host.stdout })) answers.push(line);
  const taken = performance.now() - begin;
  const tally = { exact: 0, ambiguous: 0, unresolved: 0 };
  for (const line of answers) tally[JSON.parse(line).result.status] += 1;
  return { taken, tally };
}

const communes = oldCommunes();
const rows = [];
for (const [style, write] of Object.entries(styles)) {
  const { taken, tally } = await run(communes.map(write));
  rows.push([style, `${Math.round((communes.length / taken) * 1000)} a second`, `exact ${tally.exact}, asked ${tally.ambiguous}, unresolved ${tally.unresolved}`]);
}
printTable(`address.resolve, ${communes.length} addresses each through one cccd-bridge call --ndjson, its start included (aim: 10,000 a second)`, rows);
const [size, ...loads] = execFileSync(join(hostProgram, "..", "cccd-address-bench"), { encoding: "utf8" }).trim().split("\n").map(Number);
console.log(`table: ${Math.round(size / 1024)} KiB; loaded in ${median(loads).toFixed(2)} ms (median of ${loads.length}, ${Math.min(...loads).toFixed(2)} – ${Math.max(...loads).toFixed(2)})`);
