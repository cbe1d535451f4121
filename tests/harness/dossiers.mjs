// Dossiers as an independent reader sees them: the sqlite3 program on the portal's database file.
import { execFileSync } from "node:child_process";

/** Every saved dossier of a portal ("reception" or "igate"), oldest first. */
export function storedDossiers(databasePath, portal) {
  const output = execFileSync("sqlite3", ["-readonly", "-json", databasePath, `SELECT * FROM ${portal} ORDER BY rowid`], { encoding: "utf8" });
  return output.trim() === "" ? [] : JSON.parse(output);
}

/** 1990-07-15 as portals write it. */
export const vietnameseDate = (iso) => iso.split("-").reverse().join("/");
