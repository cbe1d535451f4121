// Firefox smoke test: hello, a scan, three fields filled.
import assert from "node:assert/strict";
import { test } from "node:test";
import { launchFirefox } from "../harness/firefox.mjs";
import { cardFacts, cardQr } from "../harness/stage.mjs";
import { makeWorkspace, waitFor } from "../harness/workspace.mjs";
import { startPortals } from "../portal/index.mjs";

const card = "dang-thi-bich-ngoc";

test("hello, a scan, and three fields filled in Firefox", async (t) => {
  const workspace = makeWorkspace("firefox");
  t.after(() => workspace.remove());
  const portals = await startPortals({ directory: workspace.folder("portal") });
  t.after(() => portals.stop());
  const firefox = await launchFirefox({ directory: workspace.folder("browser") });
  t.after(() => firefox.close());
  const { citizen } = cardFacts(card);
  const url = new URL(portals.urls.reception);
  url.port = String(portals.port);

  await firefox.navigate(firefox.extensionUrl("options.html"));
  await waitFor("the options", () => firefox.run('return document.querySelector("#origin") !== null;'));
  await firefox.type("#origin", url.origin);
  await firefox.click(".origins ~ .pair button");
  await waitFor("the portal to be allowed", () => firefox.run("return [...document.querySelectorAll('.origins li')].some((item) => item.textContent.includes(args[0]));", url.origin));

  const portalTab = await firefox.currentTab();
  await firefox.navigate(url.href);
  await firefox.newTab();
  await firefox.navigate(firefox.extensionUrl("options.html"));
  const tabId = await firefox.run("return (await browser.tabs.query({})).find((tab) => tab.url === args[0])?.id;", url.href);
  await firefox.navigate(firefox.extensionUrl(`panel.html?tabId=${tabId}`));
  const panelTab = await firefox.currentTab();
  const shows = (script) => waitFor(script, () => firefox.run(`return ${script};`));

  await shows("document.querySelector('[data-testid=host]')?.textContent.length > 0");
  await firefox.type("#scan", `${cardQr(card)}\uE007`);
  await shows("document.querySelector('[data-testid=citizen-fullName] .value') !== null");
  assert.equal(await firefox.text('[data-testid="citizen-fullName"] .value'), citizen.fullName);
  await firefox.click('[data-testid="action-preview"]');
  await shows("document.querySelector('[data-testid=status]').dataset.work === 'previewed'");
  await firefox.click('[data-testid="action-confirm"]');
  await shows("document.querySelector('[data-testid=status]').dataset.work === 'filled'");

  await firefox.switchTo(portalTab);
  const model = await firefox.run("return window.wrappedJSObject ? window.wrappedJSObject.portalModel() : window.portalModel();");
  assert.equal(model.hoTen, citizen.fullName);
  assert.equal(model.soCCCD, citizen.idNumber);
  assert.equal(model.ngaySinh, citizen.dateOfBirth.split("-").reverse().join("/"));
  await firefox.switchTo(panelTab);
});
