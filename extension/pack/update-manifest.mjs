// What browsers ask an update server for: Chromium an XML (protocol 2.0), Firefox a JSON.
import { createHash } from "node:crypto";

/** @param {{id: string, version: string, url: string}} release `url` is the CRX's address, or relative to the manifest's */
export const chromiumUpdates = ({ id, version, url }) => `<?xml version='1.0' encoding='UTF-8'?>
<gupdate xmlns='http://www.google.com/update2/response' protocol='2.0'>
  <app appid='${id}'>
    <updatecheck codebase='${url}' version='${version}'/>
  </app>
</gupdate>
`;

/** @param {{id: string, version: string, url: string, content: Buffer}} release `content` is the (signed) XPI */
export const firefoxUpdates = ({ id, version, url, content }) =>
  `${JSON.stringify({ addons: { [id]: { updates: [{ version, update_link: url, update_hash: `sha256:${createHash("sha256").update(content).digest("hex")}` }] } } }, null, 2)}\n`;
