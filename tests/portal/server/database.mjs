// The portals' database: one SQLite file, a table of dossiers a portal.
import { createRequire } from 'node:module';
import { columnsOf, PORTALS } from './dossier-columns.mjs';

const { Database } = createRequire(import.meta.url)('node-sqlite3-wasm');

const quote = (name) => `"${name}"`;

const dayStamp = (at) => {
  const local = new Date(at.getTime() + 7 * 3600 * 1000);
  return local.toISOString().slice(2, 10).replaceAll('-', '');
};

export class Dossiers {
  #database;

  /** Opens or creates the file. */
  constructor(path) {
    this.#database = new Database(path);
    for (const portal of PORTALS) {
      const columns = columnsOf(portal).map((name) => `${quote(name)} TEXT`);
      this.#database.exec(`CREATE TABLE IF NOT EXISTS ${portal} (number TEXT PRIMARY KEY, savedAt TEXT NOT NULL, clerk TEXT, ${columns.join(', ')})`);
    }
  }

  /**
   * Saves a dossier under the next number of the day.
   * @param {string} portal one of PORTALS
   * @param {string} prefix of the number, e.g. H29.26
   * @param {Record<string, string>} values by column; columns of the table that are missing are NULL
   * @returns {string} the number, e.g. H29.26-261122-0001
   */
  save(portal, prefix, clerk, values) {
    const at = new Date();
    const start = `${prefix}-${dayStamp(at)}-`;
    const { used } = this.#database.get(`SELECT count(*) AS used FROM ${portal} WHERE number LIKE ?`, [`${start}%`]);
    const number = `${start}${String(used + 1).padStart(4, '0')}`;
    const names = columnsOf(portal);
    const row = [number, at.toISOString(), clerk, ...names.map((name) => values[name] ?? null)];
    this.#database.run(`INSERT INTO ${portal} (number, savedAt, clerk, ${names.map(quote).join(', ')}) VALUES (${row.map(() => '?').join(', ')})`, row);
    return number;
  }

  /** All dossiers of a portal, oldest first; only the columns that hold something. */
  read(portal) {
    const rows = this.#database.all(`SELECT * FROM ${portal} ORDER BY rowid`);
    return rows.map((row) => ({ portal, ...Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) }));
  }

  close() {
    this.#database.close();
  }
}
