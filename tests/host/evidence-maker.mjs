// Evidence made without the host: the challenge and the chip's signature by node's own cryptography, from the written rules.
import { constants, createHash, createPrivateKey, privateEncrypt, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pki } from './desk.mjs';

export const label = 'cccd-bridge/active-authentication/v1';

/** The 8 bytes that a chip signs (docs/evidence.md, "The challenge"). */
export function challengeOf({ origin, nonce, time }) {
  const hash = createHash('sha256');
  for (const part of [label, origin, nonce, time]) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(Buffer.byteLength(part));
    hash.update(length).update(part);
  }
  return hash.digest().subarray(0, 8);
}

/** ISO/IEC 9796-2 scheme 1 with SHA-1 and trailer BC (ICAO 9303-11 §6.1.2.2). */
export function signByRsa(keyFile, challenge) {
  const key = createPrivateKey(readFileSync(pki(keyFile)));
  const size = key.asymmetricKeyDetails.modulusLength / 8;
  const recoverable = Buffer.alloc(size - 22, 0x5a);
  const digest = createHash('sha1').update(recoverable).update(challenge).digest();
  const block = Buffer.concat([Buffer.from([0x6a]), recoverable, digest, Buffer.from([0xbc])]);
  return privateEncrypt({ key, padding: constants.RSA_NO_PADDING }, block);
}

/** r ‖ s (BSI TR-03111). */
export const signByCurve = (keyFile, challenge, hash) => sign(hash, challenge, { key: readFileSync(pki(keyFile)), dsaEncoding: 'ieee-p1363' });

export const parts = { origin: 'https://dichvucong.example.gov.vn', nonce: 'c2FtcGxlLW5vbmNlLTAwMDE=', time: '2026-11-20T08:30:00Z' };

/** Evidence of a card's files (by identifier), with what `signer` makes of the challenge. */
export function makeEvidence(files, signer, { dg13 = false, binding = parts, createdAt = '2026-11-20T08:30:02Z' } = {}) {
  const challenge = challengeOf(binding);
  return {
    format: 'cccd-bridge.evidence',
    version: 1,
    createdAt,
    hostVersion: '0.1.0',
    requested: { dg13 },
    files: {
      SOD: files['011D'],
      DG1: files['0101'],
      ...(dg13 ? { DG13: files['010D'] } : {}),
      ...(signer ? { DG14: files['010E'], DG15: files['010F'] } : {}),
    },
    ...(signer
      ? { activeAuthentication: { label, ...binding, challenge: challenge.toString('hex'), signature: signer(challenge).toString('base64') } }
      : {}),
  };
}
