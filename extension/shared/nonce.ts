// The nonce of a dossier as the host takes it (schemas/evidence.schema.json).

export const longestNonce = 256;

/** Whether a text is 1 to 256 visible ASCII characters, and so has one spelling in bytes. */
export function isNonce(text: string): boolean {
  return text.length <= longestNonce && /^[!-~]+$/.test(text);
}
