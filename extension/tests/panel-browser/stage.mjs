// A stage for looking at the panel: Chromium with the built extension, a scripted native host, and a page to fill.
import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
export const project = join(here, "..", "..", "..");
const { chromium } = createRequire(join(project, "tests", "package.json"))("playwright-core");
export const extensionId = "dlldhokgppgibghijpoppanchojffeli";
const built = join(project, "extension", "dist", "chrome");

/** The scripted host: `answers[method](params, request)` gives results; `emit` sends events. */
export class ScriptedHost {
  answers = {};
  requests = [];
  #peer;
  #server;

  async listen(directory) {
    this.#server = createServer((peer) => this.#greet(peer));
    await new Promise((resolve) => this.#server.listen(join(directory, "host.sock"), resolve));
  }

  emit(method, params) {
    this.#send({ jsonrpc: "2.0", method, params });
  }

  /** Ends the running host, as if it had crashed. */
  kill() {
    this.#peer?.destroy();
  }

  close() {
    this.#peer?.destroy();
    this.#server.close();
  }

  #send(message) {
    this.#peer?.write(`${JSON.stringify(message)}\n`);
  }

  #greet(peer) {
    this.#peer = peer;
    let rest = "";
    peer.setEncoding("utf8");
    peer.on("error", () => undefined);
    peer.on("data", (text) => {
      const lines = (rest + text).split("\n");
      rest = lines.pop();
      for (const line of lines) void this.#answer(JSON.parse(line));
    });
    this.emit("host.hello", { protocol: { min: 1, max: 1 }, version: "0.1.0", capabilities: [] });
  }

  async #answer(request) {
    this.requests.push(request);
    const { id, method, params } = request;
    try {
      const result = await this.answers[method](params, request);
      this.#send({ jsonrpc: "2.0", id, result });
    } catch (error) {
      const code = typeof error === "string" ? error : "protocol.internal";
      this.#send({ jsonrpc: "2.0", id, error: { code: -32000, message: "refused", data: { code } } });
    }
  }
}

function installHost(profile, directory) {
  const host = join(directory, "relay-host.mjs");
  copyFileSync(join(here, "relay-host.mjs"), host);
  chmodSync(host, 0o755);
  const manifests = join(profile, "NativeMessagingHosts");
  mkdirSync(manifests, { recursive: true });
  const manifest = { name: "vn.cccdbridge.host", description: "test", path: host, type: "stdio", allowed_origins: [`chrome-extension://${extensionId}/`] };
  writeFileSync(join(manifests, "vn.cccdbridge.host.json"), JSON.stringify(manifest));
}

/** @param {string} directory empty, for the browser's profile and the host; @param {object} options for Playwright */
export async function openStage(directory, { browserArguments = [], ...options } = {}) {
  const profile = join(directory, "profile");
  mkdirSync(profile, { recursive: true });
  installHost(profile, directory);
  const host = new ScriptedHost();
  await host.listen(directory);
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: "/usr/bin/chromium",
    headless: true,
    viewport: { width: 360, height: 780 },
    args: [`--disable-extensions-except=${built}`, `--load-extension=${built}`, ...browserArguments],
    ...options,
  });
  if (browser.serviceWorkers().length === 0) await browser.waitForEvent("serviceworker");
  /** Runs a function in an extension page of its own: the background may come and go. */
  const tool = await browser.newPage();
  await tool.goto(`chrome-extension://${extensionId}/options.html`);
  const inBackground = (work, argument) => tool.evaluate(work, argument);
  const setOptions = (changes) => inBackground((value) => chrome.storage.local.set({ options: value }), changes);
  const openPanel = async (query = "") => {
    const page = await browser.newPage();
    await page.goto(`chrome-extension://${extensionId}/panel.html${query}`);
    return page;
  };
  /** Ends the service worker, as the browser may do at any time. */
  const endBackground = async () => {
    const session = await browser.newCDPSession(tool);
    await session.send("ServiceWorker.enable");
    await session.send("ServiceWorker.stopAllWorkers");
    await session.detach();
  };
  const close = async () => {
    await browser.close();
    host.close();
  };
  return { browser, host, inBackground, endBackground, setOptions, openPanel, close };
}
