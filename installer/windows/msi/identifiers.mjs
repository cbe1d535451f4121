// Identifiers that only names and content decide, so that two builds give the same bytes.
import { createHash } from "node:crypto";

/** The namespace of this product's names; never changed, or upgrades would not find what they replace. */
const namespace = Buffer.from("5d3f2f0e8a7c4b9e9a416c1d7e0b52c4", "hex");

/** @returns {string} a UUID of a name (RFC 9562 §5.5, version 5) as Windows Installer writes it */
export function identifierOf(name) {
  const digest = createHash("sha1").update(namespace).update(name, "utf8").digest().subarray(0, 16);
  digest[6] = (digest[6] & 0x0f) | 0x50;
  digest[8] = (digest[8] & 0x3f) | 0x80;
  const hex = digest.toString("hex").toUpperCase();
  return `{${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}}`;
}

/** Of every version: Windows Installer finds older and newer ones by it. */
export const upgradeCode = identifierOf("upgrade");

/** Of one version, for the extensions it serves. */
export const productCode = ({ version, chromeIds, firefoxIds }) => identifierOf(`product ${version} ${[...chromeIds, ...firefoxIds].join(" ")}`);
