// The same in Firefox ESR: the XPI brought by the shipped policy, its settings, the deb's host, a card read from the panel.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { cardFacts, cardFile, cardQr } from "../harness/stage.mjs";
import { waitFor } from "../harness/workspace.mjs";
import { openOffice } from "./office.mjs";

const card = "dang-thi-bich-ngoc";

describe("installed host and packed extension in Firefox ESR", () => {
  let office;
  let firefox;
  before(async () => {
    office = await openOffice("office-firefox", { people: [cardFacts(card)] });
    firefox = await office.firefox();
  });
  after(() => office?.close());
  const shows = (script) => waitFor(script, () => firefox.run(`return ${script};`), { timeoutMs: 30_000 });

  test("the policy has brought the XPI, with the office's settings", async () => {
    await waitFor("the extension's own page", async () => {
      await firefox.navigate(firefox.extensionUrl("options.html"));
      return firefox.run("return typeof browser !== 'undefined';");
    }, { timeoutMs: 30_000 });
    assert.deepEqual(await firefox.run("return await browser.storage.managed.get();"), { mode: "clerk", allowedOrigins: ["https://motcua.example.gov.vn"] });
    assert.ok(office.updates.requests.some((name) => name.endsWith(".xpi")));
  });

  test("a card is read through the installed host", async () => {
    const { citizen } = cardFacts(card);
    await firefox.navigate(firefox.extensionUrl("panel.html"));
    await shows("document.querySelector('[data-testid=host]')?.textContent.length > 0");
    assert.equal(office.hosts().length, 1);
    await firefox.type("#scan", `${cardQr(card)}\uE007`);
    await shows("document.querySelector('[data-testid=status]')?.dataset.identity === 'waitingForCard'");
    await office.pcscd.insert("A", cardFile(card));
    await shows("document.querySelector('[data-testid=status]').dataset.identity === 'complete'");
    assert.equal(await firefox.text('[data-testid="citizen-fullName"] .value'), citizen.fullName);
  });

  test("with the browser the host ends", async () => {
    await firefox.close();
    await waitFor("the host to end", () => office.hosts().length === 0);
  });
});
