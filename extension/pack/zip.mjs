// A ZIP archive whose bytes depend on its content only: names in order, one date, one compression (APPNOTE.TXT 6.3.10 §4.3).
import { crc32, deflateRawSync } from "node:zlib";

/** 1980-01-01 00:00, the first moment that the format can write: a date of ours would change the bytes. */
const dosDate = (1 << 5) | 1;
const utf8Names = 0x0800;
const versionNeeded = 20;
const deflated = 8;

/** @param {number[][]} fields pairs of size in bytes and value @returns {Buffer} them in little-endian order */
function record(fields) {
  const buffer = Buffer.alloc(fields.reduce((sum, [size]) => sum + size, 0));
  fields.reduce((offset, [size, value]) => buffer.writeUIntLE(value, offset, size), 0);
  return buffer;
}

/** The fields that a file's local header and its entry in the directory have in common. */
function commonFields({ name, content, packed }) {
  const [sum, time] = [crc32(content), 0];
  return [[2, versionNeeded], [2, utf8Names], [2, deflated], [2, time], [2, dosDate], [4, sum], [4, packed.length], [4, content.length], [2, name.length], [2, 0]];
}

/**
 * @param {Map<string, Buffer>} files content by path, with / between folders
 * @returns {Buffer} the archive
 */
export function zip(files) {
  const entries = [...files].sort(([one], [other]) => (one < other ? -1 : 1)).map(([path, content]) => ({
    name: Buffer.from(path, "utf8"), content, packed: deflateRawSync(content, { level: 9 }),
  }));
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const entry of entries) {
    const common = commonFields(entry);
    const local = Buffer.concat([record([[4, 0x04034b50], ...common]), entry.name, entry.packed]);
    directory.push(record([[4, 0x02014b50], [2, versionNeeded], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]), entry.name);
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = record([[4, 0x06054b50], [2, 0], [2, 0], [2, entries.length], [2, entries.length], [4, central.length], [4, offset], [2, 0]]);
  return Buffer.concat([...parts, central, end]);
}
