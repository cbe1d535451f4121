// A throw-away certificate for the portals' host names.
import { execFileSync } from 'node:child_process';
import { X509Certificate, createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Makes a self-signed P-256 certificate with the openssl program.
 * @param {string} directory where key.pem and certificate.pem are written
 * @param {string[]} hostNames subject alternative names
 * @returns {{key: string, cert: string, spki: string}} PEM texts, and the base64 SHA-256 of the public key that
 *   Chromium takes in --ignore-certificate-errors-spki-list
 */
export function makeCertificate(directory, hostNames) {
  const keyFile = join(directory, 'key.pem');
  const certificateFile = join(directory, 'certificate.pem');
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '7',
    '-subj', '/CN=Cong mau', '-addext', `subjectAltName=${hostNames.map((name) => `DNS:${name}`).join(',')}`,
    '-keyout', keyFile, '-out', certificateFile], { stdio: ['ignore', 'ignore', 'pipe'] });
  const cert = readFileSync(certificateFile, 'utf8');
  const publicKey = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' });
  return { key: readFileSync(keyFile, 'utf8'), cert, spki: createHash('sha256').update(publicKey).digest('base64') };
}
