// Signatures that Windows knows (Authenticode), by osslsigncode: the program's, and the MSI's.
import { renameSync } from "node:fs";
import { run } from "./run.mjs";

/**
 * @param {object} values `sign-cert`: the certificates, ours first (PEM); `sign-key`: its key (PEM, or with a token a PKCS #11 URI, RFC 7512);
 *   `sign-pkcs11`: the token's module; `sign-timestamp`: address of a timestamp authority (RFC 3161), without which the signature ends with the certificate
 * @returns the signer, undefined when nothing is to be signed; throws when half is given
 */
export function signerOf({ "sign-cert": certificates, "sign-key": key, "sign-pkcs11": module, "sign-timestamp": timestamp }) {
  if (!certificates && !key && !module && !timestamp) return undefined;
  if (!certificates || !key) throw new Error("to sign, both --sign-cert and --sign-key are needed");
  return { certificates, key, module, timestamp };
}

/** Signs a file in place. `epoch` stands for the time of signing, so that the same key signs to the same bytes; a timestamp has its own. */
export function sign(file, signer, { name, epoch }) {
  const token = signer.module ? ["-pkcs11module", signer.module] : [];
  const stamp = signer.timestamp ? ["-ts", signer.timestamp] : [];
  const words = ["sign", ...token, "-certs", signer.certificates, "-key", signer.key, "-h", "sha256", "-n", name, "-i", "https://cccdbridge.vn", "-time", epoch, ...stamp];
  const signed = `${file}.signed`;
  run("osslsigncode", [...words, "-in", file, "-out", signed]);
  renameSync(signed, file);
}
