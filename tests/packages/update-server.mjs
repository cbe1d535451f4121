// An office's update server on loopback: the packages of one version at a time, over plain HTTP.
import { once } from "node:events";
import { mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { pack } from "../../extension/pack/pack.mjs";

const types = { xml: "text/xml", crx: "application/x-chrome-extension", xpi: "application/x-xpinstall", json: "application/json" };

/** @returns {Promise<{url: string, offer(version?: string): void, requests: string[], close(): void}>} `url` ends with / */
export async function startUpdateServer({ directory, key }) {
  let folder;
  const requests = [];
  const server = createServer((request, response) => {
    const name = new URL(request.url, "http://localhost").pathname.slice(1);
    requests.push(name);
    try {
      if (!/^[\w.-]+$/.test(name)) throw new Error("no such file");
      const content = readFileSync(join(folder, name));
      response.writeHead(200, { "content-type": types[name.split(".").at(-1)] ?? "application/octet-stream" }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${server.address().port}/`;
  return {
    url,
    requests,
    /** From now on this version is served; without one, the version of the sources. */
    offer(version) {
      const next = join(directory, version ?? "current");
      mkdirSync(next, { recursive: true });
      pack({ out: next, key, url, version });
      folder = next;
    },
    close: () => server.close(),
  };
}
