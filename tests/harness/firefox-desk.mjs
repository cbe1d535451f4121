// A desk in the real Firefox: the portal allowed in the options, its page in one tab, the panel that works on it in another.
import { startPortals } from "../portal/index.mjs";
import { launchFirefox } from "./firefox.mjs";
import { servePages } from "./pages.mjs";
import { makeWorkspace, waitFor } from "./workspace.mjs";

/**
 * Opens the page of that name (a key of the portals' urls) for a clerk or a citizen; the panel is the current tab. Everything ends with the test.
 * `pages`: documents of the test's own in place of the portals (pages.mjs), `page` being one of them; `listed`: hosts that are allowed beside the page's.
 */
export async function openFirefoxDesk(t, { page, mode = "clerk", quirks = {}, pages, listed = [] }) {
  const workspace = makeWorkspace(`firefox-${page.replaceAll("/", "-")}`);
  const closers = [() => workspace.remove()];
  t.after(async () => {
    for (const close of closers.reverse()) await close();
  });
  const folder = workspace.folder("portal");
  const portals = pages === undefined ? await startPortals({ directory: folder, quirks }) : await servePages(folder, pages);
  closers.push(() => portals.stop());
  const preferences = { "network.dns.localDomains": Object.values(portals.hosts).join(",") };
  const firefox = await launchFirefox({ directory: workspace.folder("browser"), preferences });
  closers.push(() => firefox.close());
  const url = new URL(pages === undefined ? portals.urls[page] : portals.address(page));
  url.port = String(portals.port);
  const origins = [url.origin, ...listed.map((host) => `https://${host}:${portals.port}`)];

  await firefox.navigate(firefox.extensionUrl("options.html"));
  await waitFor("the options", () => firefox.run('return document.querySelector("#origin") !== null;'));
  await firefox.click(`input[name="mode"][value="${mode}"]`);
  for (const origin of origins) {
    await firefox.type("#origin", origin);
    await firefox.click(".origins ~ .pair button");
    await waitFor("the portal to be allowed", () => firefox.run("return [...document.querySelectorAll('.origins li')].some((item) => item.textContent.includes(args[0]));", origin));
  }

  const portalTab = await firefox.currentTab();
  await firefox.navigate(url.href);
  // As beside a sidebar the page stays on show: in a tab behind another Firefox draws nothing, and libraries wait for a frame.
  await firefox.newTab("window");
  await firefox.navigate(firefox.extensionUrl("options.html"));
  const tabId = await firefox.run("return (await browser.tabs.query({})).find((tab) => tab.url === args[0])?.id;", url.href);
  await firefox.navigate(firefox.extensionUrl(`panel.html?tabId=${tabId}`));
  const panelTab = await firefox.currentTab();
  const shows = (script) => waitFor(script, () => firefox.run(`return ${script};`), { timeoutMs: 60_000 });
  await shows("document.querySelector('[data-testid=host]')?.textContent.length > 0");
  return {
    firefox, portals,
    /** Types a scan and waits until the citizen stands in the panel. */
    async scan(text) {
      await firefox.type("#scan", `${text}\uE007`);
      await shows("document.querySelector('[data-testid=citizen-fullName] .value') !== null");
    },
    /** Previews and confirms the fill, the card's holder being also of that role; a citizen consents to it. */
    async fill({ role } = {}) {
      await firefox.click('[data-testid="action-preview"]');
      await shows("document.querySelector('[data-testid=status]').dataset.work === 'previewed'");
      if (role !== undefined) {
        await firefox.click(`[data-testid="role-${role}"]`);
        await shows(`document.querySelector('[data-testid=role-${role}]')?.checked && document.querySelector('[data-testid=status]').dataset.work === 'previewed' && document.querySelector('[data-testid=action-confirm]')?.disabled === false`);
      }
      if (mode === "citizen") {
        await firefox.run("document.querySelector('[data-testid=consent-tick]').scrollIntoView({ block: 'center' });");
        await firefox.click('[data-testid="consent-tick"]');
      }
      await firefox.click('[data-testid="action-confirm"]');
      await shows("document.querySelector('[data-testid=status]').dataset.work === 'filled'");
    },
    /** Does something in the portal's tab; the panel is the current tab again afterwards. */
    async inPortal(work) {
      /** Waits for what the panel shows, the page staying in front. */
      const panelShows = async (script) => {
        await firefox.lookInto(panelTab);
        await shows(script);
        await firefox.lookInto(portalTab);
      };
      await firefox.switchTo(portalTab);
      const result = await work(firefox, panelShows);
      await firefox.switchTo(panelTab);
      return result;
    },
    shows,
    /** Outcome of each field of the last fill: {key: outcome}. */
    reports: () =>
      firefox.run("return Object.fromEntries([...document.querySelectorAll('[data-testid^=\"report-\"]')].map((item) => [item.dataset.testid.slice('report-'.length), item.dataset.outcome]));"),
    /** Presses the portal's own buttons, each once it is there. */
    async press(selectors) {
      await firefox.switchTo(portalTab);
      for (const selector of selectors) {
        await waitFor(selector, () => firefox.run("return document.querySelector(args[0]) !== null;", selector));
        await firefox.click(selector);
      }
      await firefox.switchTo(panelTab);
    },
    /** What the portal's own libraries hold; the panel is the current tab again afterwards. */
    async model() {
      await firefox.switchTo(portalTab);
      const held = await firefox.run("return window.wrappedJSObject ? window.wrappedJSObject.portalModel() : window.portalModel();");
      await firefox.switchTo(panelTab);
      return held;
    },
  };
}
