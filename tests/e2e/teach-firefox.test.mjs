// Teaching a page in Firefox: a real click picks a field, reaches nothing of the page, and the taught profile fills it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { launchFirefox } from "../harness/firefox.mjs";
import { cardFacts, cardQr } from "../harness/stage.mjs";
import { makeWorkspace, waitFor } from "../harness/workspace.mjs";
import { startPortals } from "../portal/index.mjs";

const card = "dang-thi-bich-ngoc";

test("a field is pointed at, saved, and filled by the taught profile in Firefox", async (t) => {
  const workspace = makeWorkspace("teach-firefox");
  t.after(() => workspace.remove());
  const portals = await startPortals({ directory: workspace.folder("portal") });
  t.after(() => portals.stop());
  const firefox = await launchFirefox({ directory: workspace.folder("browser") });
  t.after(() => firefox.close());
  const url = new URL(portals.urls.reception);
  url.port = String(portals.port);
  const shows = (script, ...args) => waitFor(script, () => firefox.run(`return ${script};`, ...args));

  await firefox.navigate(firefox.extensionUrl("options.html"));
  await shows('document.querySelector("#origin") !== null');
  await firefox.type("#origin", url.origin);
  await firefox.click(".origins ~ .pair button");
  await shows("[...document.querySelectorAll('.origins li')].some((item) => item.textContent.includes(args[0]))", url.origin);

  const portalTab = await firefox.currentTab();
  await firefox.navigate(url.href);
  await firefox.newTab();
  await firefox.navigate(firefox.extensionUrl("options.html"));
  const tabId = await firefox.run("return (await browser.tabs.query({})).find((tab) => tab.url === args[0])?.id;", url.href);
  await firefox.navigate(firefox.extensionUrl(`panel.html?tabId=${tabId}`));
  const panelTab = await firefox.currentTab();
  await shows("document.querySelector('[data-testid=teach-start]') !== null");
  await firefox.click("[data-testid=teach-start]");
  await shows("document.querySelector('[data-testid=teach]')?.dataset.phase === 'picking'");

  await firefox.switchTo(portalTab);
  const clicks = "return Number(document.documentElement.dataset.clicks ?? 0);";
  await firefox.run("const root = document.documentElement; document.addEventListener('click', () => { root.dataset.clicks = Number(root.dataset.clicks ?? 0) + 1; });");
  const point = await firefox.run("const field = document.querySelector('#hoTen'); field.scrollIntoView({ block: 'center' }); const box = field.getBoundingClientRect(); return { x: box.x + 30, y: box.y + box.height / 2 };");
  await firefox.clickAt(point.x, point.y);
  await firefox.switchTo(panelTab);
  await shows("document.querySelector('.teach-row')?.dataset.label === 'Họ và tên'");
  await firefox.click("[data-testid=teach-save]");
  await shows("document.querySelector('[data-testid=teach-said]')?.dataset.said === 'teach_saved'");
  await firefox.switchTo(portalTab);
  assert.equal(await firefox.run(clicks), 0, "the click was the picker's alone");

  await firefox.switchTo(panelTab);
  await firefox.type("#scan", `${cardQr(card)}\uE007`);
  await shows("document.querySelector('[data-testid=citizen-fullName] .value') !== null");
  await firefox.click('[data-testid="action-preview"]');
  await shows("document.querySelector('[data-testid=status]').dataset.work === 'previewed'");
  await firefox.click('[data-testid="action-confirm"]');
  await shows("document.querySelector('[data-testid=status]').dataset.work === 'filled'");
  await firefox.switchTo(portalTab);
  const model = await firefox.run("return window.wrappedJSObject ? window.wrappedJSObject.portalModel() : window.portalModel();");
  assert.equal(model.hoTen, cardFacts(card).citizen.fullName);
});
