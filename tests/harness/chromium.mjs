// The real Chromium with the built extension and the built host, on a profile of its own.
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { extensionId as builtExtensionId, registerHost } from "./native-manifest.mjs";
import { root } from "./workspace.mjs";

/**
 * A program that starts Chromium with a managed policy of its own: /etc/chromium is replaced in a private mount
 * namespace, so nothing on the machine changes.
 */
export function chromiumUnderPolicy(directory, policy, browserPolicy) {
  const policyFile = join(directory, "policy.json");
  writeFileSync(policyFile, JSON.stringify({ ...browserPolicy, ...(policy && { "3rdparty": { extensions: { [builtExtensionId]: policy } } }) }));
  const program = join(directory, "chromium-under-policy.sh");
  writeFileSync(
    program,
    `#!/bin/sh
exec unshare --map-root-user --mount sh -c '
  mount -t tmpfs none /etc/chromium && mkdir -p /etc/chromium/policies/managed &&
  cp "${policyFile}" /etc/chromium/policies/managed/office.json && exec /usr/bin/chromium "$@"' sh "$@"
`,
  );
  chmodSync(program, 0o755);
  return program;
}

/**
 * Starts Chromium on a fresh profile below `directory`.
 * `portals` (from startPortals) tells which names lead to the sample portals; `env` is added to the environment;
 * `policy` is the office's managed policy (schemas/managed-policy.schema.json), `browserPolicy` what it decides of the browser itself;
 * `dialect`: the host speaks as one of another version (dialect-host.mjs).
 * `installed`: {program, extensionId} of a browser whose own policy brings the extension, and whose system has the host.
 */
export async function launchChromium({ directory, portals, env = {}, headless = true, policy, browserPolicy, installed, dialect, args = [] }) {
  const profile = join(directory, "chromium");
  const home = join(directory, "home");
  mkdirSync(home, { recursive: true });
  const configDirectory = installed ? undefined : registerHost({ directory, manifestFolder: join(profile, "NativeMessagingHosts"), browser: "chromium", dialect });
  const extension = join(root, "extension/dist/chrome");
  const loading = installed ? [] : [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`];
  const extensionId = installed?.extensionId ?? builtExtensionId;
  const underPolicy = policy !== undefined || browserPolicy !== undefined;
  const portalArgs = portals
    ? [
        `--host-resolver-rules=MAP *.gov.vn 127.0.0.1:${portals.port}, MAP *.example.com 127.0.0.1:${portals.port}`,
        `--ignore-certificate-errors-spki-list=${portals.spki}`,
      ]
    : [];
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: installed?.program ?? (underPolicy ? chromiumUnderPolicy(directory, policy, browserPolicy) : "/usr/bin/chromium"),
    // A policy brings extensions only where they are not switched off and the browser may fetch them.
    ...(installed && { ignoreDefaultArgs: ["--disable-extensions", "--disable-background-networking"] }),
    headless,
    handleSIGINT: false, // who started the stage closes it, browser included
    handleSIGTERM: false,
    chromiumSandbox: process.getuid() !== 0 && !underPolicy,
    viewport: null,
    env: { ...process.env, HOME: home, ...env },
    args: [
      ...loading,
      "--window-size=1280,1000",
      "--no-first-run",
      "--disable-quic",
      ...portalArgs,
      ...args,
    ],
  });
  context.setDefaultTimeout(20_000);
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));

  /** Runs a function in the extension's service worker, whichever instance is alive now. */
  const inWorker = (body, argument) => (context.serviceWorkers().at(-1) ?? worker).evaluate(body, argument);

  /** Opens the side panel's page as a tab that works on the given portal page. */
  async function openPanel(portalPage, { width = 380, height = 900 } = {}) {
    const url = portalPage.url();
    const panel = await context.newPage();
    await panel.setViewportSize({ width, height });
    await panel.goto(`chrome-extension://${extensionId}/options.html`);
    const tabId = await panel.evaluate(async (wanted) => {
      const tabs = await chrome.tabs.query({});
      return tabs.find((tab) => tab.url === wanted)?.id;
    }, url);
    await panel.goto(`chrome-extension://${extensionId}/panel.html?tabId=${tabId}`);
    return panel;
  }

  return { context, configDirectory, extensionId, inWorker, openPanel, close: () => context.close() };
}
