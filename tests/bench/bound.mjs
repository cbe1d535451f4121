// The link's lower bound for a card: the fewest APDUs that a minimal protocol needs and their bytes, from the standards
// and the files' sizes alone. Nothing here looks at what the host sends.
// PACE-CAN with ECDH generic mapping over a curve of 256 bits, and secure messaging with AES-128.

const header = 4; // CLA INS P1 P2
const status = 2; // SW1 SW2
const point = 65; // an uncompressed point: 04, x, y
const token = 8; // an authentication token, and a secure messaging code
const nonce = 16;
const objectIdentifier = 10; // of PACE and of chip authentication, as content bytes

const lengthField = (length) => (length < 0x80 ? 1 : length < 0x100 ? 2 : 3);
const object = (content) => 1 + lengthField(content) + content; // a data object with a tag of one byte
const padded = (length) => (Math.floor(length / 16) + 1) * 16; // ISO 9797-1 method 2 over AES blocks
const cryptogram = (length) => (length === 0 ? 0 : object(1 + padded(length))); // DO 87 with its padding indicator
const macObject = object(token); // DO 8E
const statusObject = object(status); // DO 99

const apdu = (name, sent, received) => ({ name, bytes: sent + received });

/** A plain command: length fields are one byte each when they are there. */
const plain = (name, data, answer, { le = answer > 0 } = {}) =>
  apdu(name, header + (data > 0 ? 1 + data : 0) + (le ? 1 : 0), answer + status);

/** A protected command (9303-11 §9.8): DO 87, DO 97, DO 8E; the answer DO 87, DO 99, DO 8E. */
function secured(name, data, answer, extended = false) {
  const le = answer > 0 ? object(extended ? 2 : 1) : 0;
  const objects = cryptogram(data) + le + macObject;
  const lengths = extended ? 3 + 2 : 1 + 1;
  return apdu(name, header + lengths + objects, cryptogram(answer) + statusObject + macObject + status);
}

/** The most plain bytes whose protected answer is no longer than `limit`, status word left out. */
function longestPlain(limit) {
  let length = limit;
  while (cryptogram(length) + statusObject + macObject > limit) length -= 1;
  return length;
}

/** One READ BINARY by short identifier, then on: as many as the longest answer makes necessary. */
function readFile(name, size, longestAnswer) {
  const commands = [];
  const most = longestPlain(longestAnswer);
  for (let rest = size; rest > 0; rest -= most) {
    const part = Math.min(rest, most);
    const extended = cryptogram(part) + statusObject + macObject > 256;
    commands.push(secured(`READ BINARY ${name}`, 0, part, extended));
  }
  return commands;
}

const dynamic = object(object(point)); // 7C with one public key
/** PACE (9303-11 §4.4.4): MSE:Set AT with mechanism and password, then four steps of GENERAL AUTHENTICATE. */
const pace = () => [
  plain("MSE:Set AT", object(objectIdentifier) + object(1), 0),
  plain("nonce", object(0), object(object(nonce))),
  plain("mapping", dynamic, dynamic),
  plain("key agreement", dynamic, dynamic),
  plain("token", object(object(token)), object(object(token))),
];

/** Chip authentication over AES (9303-11 §6.2.4.2): MSE:Set AT, then one step of GENERAL AUTHENTICATE. */
const chipAuthentication = () => [
  secured("MSE:Set AT", object(objectIdentifier), 0),
  secured("GENERAL AUTHENTICATE", dynamic, object(0)),
];

/**
 * @param sizes bytes of each file by its identifier ("011D")
 * @returns {{text: {name, bytes}[], all: {name, bytes}[]}} what must pass before the text can be shown, and in all
 */
export function fewestCommands({ sizes, textFiles, laterFiles, longestAnswer }) {
  const files = (list) => list.flatMap((file) => readFile(file, sizes[file], longestAnswer));
  const text = [
    plain("READ BINARY 011C", 0, sizes["011C"]), // EF.CardAccess by short identifier, nothing selected
    ...pace(),
    secured("SELECT application", 7, 0), // by name, no answer data
    ...files(textFiles),
  ];
  // DG14 first: its keys are agreed on before the rest is read.
  const [keys, ...rest] = laterFiles;
  return { text, all: [...text, ...files([keys]), ...chipAuthentication(), ...files(rest)] };
}

/** Milliseconds that a link takes for these commands at least. */
export function linkTime(commands, { bitsPerSecond, bitsPerByte, perApduMicroseconds }) {
  const bytes = commands.reduce((sum, command) => sum + command.bytes, 0);
  return (bytes * bitsPerByte * 1000) / bitsPerSecond + (commands.length * perApduMicroseconds) / 1000;
}

export const totalBytes = (commands) => commands.reduce((sum, command) => sum + command.bytes, 0);
