// A desk as an office sets it up: a clean Debian, the deb from the release, the policy files that come with it, and an update
// server for the extension. Everything else (pcscd with a virtual reader, portals) is as in the end-to-end tests.
import { join } from "node:path";
import { startPortals } from "../portal/index.mjs";
import { launchChromium } from "../harness/chromium.mjs";
import { launchFirefox } from "../harness/firefox.mjs";
import { makeWorkspace, root } from "../harness/workspace.mjs";
import { startPcscd } from "../virtual-reader/index.mjs";
import { openChroot } from "./chroot.mjs";
import { install } from "./installation.mjs";
import { previousDeb } from "./previous-deb.mjs";
import { release } from "./release.mjs";
import { startUpdateServer } from "./update-server.mjs";

const examples = "/usr/share/doc/cccd-bridge/examples/policies";
/** What the policy examples have for the office to replace. */
const exampleServer = "https://updates.example.gov.vn/cccd-bridge/";

/**
 * Opens the desk. `people`: facts of those whom the population service knows; `extensionVersion`: of what the update server has at
 * first, unless it is this release; `previousHost`: the host of the version before is installed.
 */
export async function openOffice(name, { people = [], extensionVersion, previousHost = false } = {}) {
  const workspace = makeWorkspace(name);
  const closers = [() => workspace.remove()];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const chroot = await openChroot(workspace);
    closers.push(() => chroot.close());
    const deb = release().file(".deb");
    await install(chroot, previousHost ? previousDeb(workspace, deb) : deb);
    const updates = await startUpdateServer({ directory: workspace.folder("updates"), key: release().key });
    closers.push(() => updates.close());
    updates.offer(extensionVersion);
    const pcscd = await startPcscd({ buildDir: join(root, "build"), directory: join(chroot.shared, "pcscd"), readers: ["A"] });
    closers.push(() => pcscd.stop());
    const portals = await startPortals({ directory: workspace.folder("portal"), population: people });
    closers.push(() => portals.stop());

    /** Puts a shipped example where the browser reads it, with the office's server; `more` is added. */
    const applyPolicy = (example, target, more) => {
      const policy = JSON.parse(chroot.read(`${examples}/${example}`).replaceAll(exampleServer, updates.url));
      chroot.write(target, JSON.stringify(more(policy)));
    };

    return {
      workspace, chroot, updates, pcscd, portals, close,
      /** Chromium under the shipped policy. Tests look inside by the tools for developers, which a policy's extensions refuse. */
      async chromium({ folder = "browser" } = {}) {
        applyPolicy("chromium.json", "/etc/chromium/policies/managed/cccd-bridge.json", (policy) => ({ ...policy, DeveloperToolsAvailability: 1 }));
        const browser = await launchChromium({
          directory: join(chroot.shared, folder),
          portals,
          env: pcscd.env,
          installed: { program: chroot.launcher("chromium", "/usr/bin/chromium"), extensionId: release().id },
        });
        closers.push(() => browser.close());
        return browser;
      },
      /** Firefox ESR under the shipped policy; the one preference more lets it take an XPI that Mozilla has not signed. */
      async firefox() {
        const unsigned = { Preferences: { "xpinstall.signatures.required": { Value: false, Status: "locked" } } };
        applyPolicy("firefox.json", "/etc/firefox/policies/policies.json", ({ policies }) => ({ policies: { ...policies, ...unsigned } }));
        const firefox = await launchFirefox({
          directory: join(chroot.shared, "firefox"),
          env: pcscd.env,
          preferences: { "network.dns.localDomains": Object.values(portals.hosts).join(",") },
          installed: chroot.launcher("firefox", "/usr/bin/firefox-esr"),
        });
        closers.push(() => firefox.close());
        return firefox;
      },
      /** Process ids of the installed host, also of one whose file has been replaced since. */
      hosts: () => chroot.processes().filter((pid) => /\/cccd-bridge( \(deleted\))?$/.test(chroot.programOf(pid) ?? "")),
    };
  } catch (error) {
    await close();
    throw error;
  }
}
