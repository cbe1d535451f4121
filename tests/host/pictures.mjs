// Pictures that are hard on whoever looks at them, made here so that none lies in the repository.
import { deflateSync } from 'node:zlib';

/** ISO/IEC 15948 annex D; the one of node:zlib is younger than the oldest Node that the tests run on. */
function crc32(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; ++bit) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  }
  return ~value >>> 0;
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** A gray PNG of `side` × `side` pixels; `row(y)` gives the brightness of a line. */
export function grayPng(side, row) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 8;
  const lines = Buffer.alloc(side * (side + 1));
  for (let y = 0; y < side; ++y) row(y).copy(lines, y * (side + 1) + 1);
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(lines, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

const finder = ['11111110', '10000010', '10111010', '10111010', '10111010', '10000010', '11111110', '00000000'].map((line) =>
  Buffer.from([...line].map((module) => (module === '1' ? 0 : 255))),
);

/** Nothing but the corner marks of QR codes, side by side: any three of them could be a code, so that searching takes minutes. */
export function finderPng(side) {
  return grayPng(side, (y) => Buffer.alloc(side, finder[y % finder.length]));
}

/** One brightness everywhere. */
export function flatPng(side) {
  const line = Buffer.alloc(side, 0x80);
  return grayPng(side, () => line);
}
