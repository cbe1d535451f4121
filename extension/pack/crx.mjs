// CRX3, the signed package of the Chromium family (Chromium: components/crx_file/crx3.proto): "Cr24", version, header, ZIP.
import { createHash, createPublicKey, sign } from "node:crypto";

const signatureContext = Buffer.from("CRX3 SignedData\0", "latin1");
const idBytes = 16;
// Field numbers of crx3.proto.
const rsaProof = 2;
const proofKey = 1;
const proofSignature = 2;
const signedHeaderData = 10000;
const signedId = 1;

function uint32(value) {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
}

function varint(value) {
  const bytes = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    bytes.push(rest >= 128 ? (rest % 128) | 128 : rest);
    if (rest < 128) return Buffer.from(bytes);
  }
}

/** One length-delimited field in protocol buffers' encoding. */
const field = (number, content) => Buffer.concat([varint(number * 8 + 2), varint(content.length), content]);

/** The public key as the manifest's "key" and the package carry it: SubjectPublicKeyInfo in DER. `pem` is either half of the pair. */
export const publicKeyOf = (pem) => createPublicKey(pem).export({ type: "spki", format: "der" });

/** @param {Buffer} publicKey in DER @returns {string} the extension's id: 32 letters a to p */
export function extensionIdOf(publicKey) {
  const hash = createHash("sha256").update(publicKey).digest("hex").slice(0, 2 * idBytes);
  return [...hash].map((digit) => "abcdefghijklmnop"[parseInt(digit, 16)]).join("");
}

/**
 * @param {Buffer} archive the extension as a ZIP
 * @param {string} privateKey RSA, PEM
 * @returns {Buffer} the package; RSA with PKCS #1 v1.5 gives the same bytes each time
 */
export function crx3(archive, privateKey) {
  const publicKey = publicKeyOf(privateKey);
  const id = createHash("sha256").update(publicKey).digest().subarray(0, idBytes);
  const signed = field(signedId, id);
  const signature = sign("sha256", Buffer.concat([signatureContext, uint32(signed.length), signed, archive]), privateKey);
  const proof = Buffer.concat([field(proofKey, publicKey), field(proofSignature, signature)]);
  const header = Buffer.concat([field(rsaProof, proof), field(signedHeaderData, signed)]);
  return Buffer.concat([Buffer.from("Cr24", "latin1"), uint32(3), uint32(header.length), header, archive]);
}
