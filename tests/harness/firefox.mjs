// The real Firefox over its Marionette protocol: enough to install the extension, open pages and click.
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { geckoId, registerHost } from "./native-manifest.mjs";
import { root, waitFor } from "./workspace.mjs";

const extensionUuid = "6b1f5c0e-4d53-4a5e-9d0c-2f3f1f0c7a11";

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** One Marionette connection: frames are "length:json", answers come by id. */
class Marionette {
  #socket;
  #buffer = Buffer.alloc(0);
  #waiting = new Map();
  #next = 1;

  static async open(port) {
    const client = new Marionette();
    client.#socket = connect(port, "127.0.0.1");
    await new Promise((resolve, reject) => client.#socket.once("connect", resolve).once("error", reject));
    client.#socket.on("data", (data) => client.#receive(data));
    client.#socket.on("error", () => {});
    return client;
  }

  #receive(data) {
    this.#buffer = Buffer.concat([this.#buffer, data]);
    for (;;) {
      const colon = this.#buffer.indexOf(":");
      if (colon < 0) return;
      const length = Number(this.#buffer.subarray(0, colon));
      if (this.#buffer.length < colon + 1 + length) return;
      const message = JSON.parse(this.#buffer.subarray(colon + 1, colon + 1 + length).toString());
      this.#buffer = this.#buffer.subarray(colon + 1 + length);
      if (!Array.isArray(message)) continue; // the greeting
      const [, id, error, result] = message;
      const pending = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error) pending?.reject(new Error(`${error.error}: ${error.message}`));
      else pending?.resolve(result);
    }
  }

  call(name, parameters = {}) {
    const id = this.#next++;
    const text = JSON.stringify([0, id, name, parameters]);
    this.#socket.write(`${Buffer.byteLength(text)}:${text}`);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  close() {
    this.#socket.destroy();
  }
}

const elementKey = "element-6066-11e4-a52e-4f735466cecf";

/**
 * Starts headless Firefox on a fresh profile with the extension installed as a temporary add-on; `preferences` are added to its own.
 * `installed`: the program of a browser whose own policy brings the extension, and whose system has the host.
 */
export async function launchFirefox({ directory, env = {}, preferences: more = {}, installed }) {
  const profile = join(directory, "firefox");
  const home = join(directory, "firefox-home");
  mkdirSync(profile, { recursive: true });
  mkdirSync(home, { recursive: true });
  const configDirectory = installed ? undefined : registerHost({ directory, manifestFolder: join(home, ".mozilla/native-messaging-hosts"), browser: "firefox" });
  const port = await freePort();
  const preferences = {
    "marionette.port": port,
    "extensions.webextensions.uuids": JSON.stringify({ [geckoId]: extensionUuid }),
    "network.dns.localDomains": "motcua.example.gov.vn,dichvucong.example.gov.vn,evil.example.com",
    "datareporting.policy.dataSubmissionEnabled": false,
    "app.update.enabled": false,
    "browser.shell.checkDefaultBrowser": false,
    ...more,
  };
  writeFileSync(
    join(profile, "user.js"),
    Object.entries(preferences).map(([key, value]) => `user_pref(${JSON.stringify(key)}, ${JSON.stringify(value)});`).join("\n"),
  );
  const browser = spawn(installed ?? "/usr/bin/firefox-esr", ["--marionette", "--headless", "--profile", profile, "--remote-allow-system-access"], {
    env: { ...process.env, HOME: home, ...env },
    stdio: "ignore",
  });
  const exited = new Promise((resolve) => browser.once("exit", resolve));
  const client = await waitFor("Firefox's Marionette port", () => Marionette.open(port), { timeoutMs: 60_000, everyMs: 100 });
  await client.call("WebDriver:NewSession", { acceptInsecureCerts: true });
  if (!installed) await client.call("Addon:Install", { path: join(root, "extension/dist/firefox"), temporary: true });

  const find = async (selector) =>
    (await client.call("WebDriver:FindElement", { using: "css selector", value: selector })).value[elementKey];

  return {
    configDirectory,
    extensionUrl: (page) => `moz-extension://${extensionUuid}/${page}`,
    navigate: (url) => client.call("WebDriver:Navigate", { url }),
    /** Turns to the frame an element shows, inward from the one before; without a selector back to the page. */
    async toFrame(selector) {
      await client.call("WebDriver:SwitchToFrame", selector === undefined ? { id: null } : { element: await find(selector) });
    },
    /** Types keys one right after the other, as a scanner does, wherever the focus is. */
    async keys(text) {
      const actions = [...text].flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]);
      await client.call("WebDriver:PerformActions", { actions: [{ type: "key", id: "scanner", actions }] });
    },
    /** Runs a function body with arguments in the current page; await works, the value comes back as JSON. */
    async run(body, ...args) {
      const script = `const done = arguments[arguments.length - 1]; (async (...args) => { ${body} })(...Array.prototype.slice.call(arguments, 0, -1)).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
      const answer = (await client.call("WebDriver:ExecuteAsyncScript", { script, args, timeout: 20_000 })).value;
      if (answer.error) throw new Error(answer.error);
      return answer.value;
    },
    click: async (selector) => client.call("WebDriver:ElementClick", { id: await find(selector) }),
    /** A real click at a point of the view, whatever lies there. */
    clickAt: (x, y) => {
      const actions = [{ type: "pointerMove", x: Math.round(x), y: Math.round(y), duration: 0, origin: "viewport" }, { type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 }];
      return client.call("WebDriver:PerformActions", { actions: [{ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions }] });
    },
    type: async (selector, text) => client.call("WebDriver:ElementSendKeys", { id: await find(selector), text }),
    text: async (selector) => (await client.call("WebDriver:GetElementText", { id: await find(selector) })).value,
    /** @param type "window" for one that leaves the page before it on show */
    async newTab(type = "tab") {
      const { handle } = await client.call("WebDriver:NewWindow", { type });
      await client.call("WebDriver:SwitchToWindow", { handle });
      return handle;
    },
    currentTab: async () => (await client.call("WebDriver:GetWindowHandle")).value,
    /** Runs scripts in another tab without bringing it to the front. */
    lookInto: (handle) => client.call("WebDriver:SwitchToWindow", { handle, focus: false }),
    switchTo: (handle) => client.call("WebDriver:SwitchToWindow", { handle }),
    screenshot: async () => Buffer.from((await client.call("WebDriver:TakeScreenshot", { full: false })).value, "base64"),
    async close() {
      client.close();
      browser.kill("SIGTERM");
      await exited;
    },
  };
}
