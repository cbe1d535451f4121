// Pages of a test's own, on hosts of its own, over https: for what no sample portal shows, such as frames of other origins.
import { createServer } from "node:https";
import { makeCertificate } from "../portal/server/certificate.mjs";

/**
 * Serves documents by host and path ("host/path": html, which may name `{port}`); any other address of these hosts is an empty page.
 * @returns {Promise<{hosts: string[], port: number, address(name: string): string, stop(): Promise<void>}>}
 */
export async function servePages(directory, documents) {
  const hosts = [...new Set(Object.keys(documents).map((name) => name.split("/")[0]))];
  const { key, cert } = makeCertificate(directory, hosts);
  const server = createServer({ key, cert }, (request, response) => {
    const name = `${(request.headers.host ?? "").replace(/:\d+$/, "")}${request.url}`;
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
    response.end((documents[name] ?? "<!doctype html>").replaceAll("{port}", String(server.address().port)));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  const address = (name) => name.replace("/", `:${port}/`).replace(/^/, "https://");
  const stop = () => new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  return { hosts, port, address, stop };
}
