// The guard where a framework owns the field: what the scanner's first keys left is taken out of the framework's model, too.
import assert from "node:assert/strict";
import { test } from "node:test";
import { scanKeys } from "../../../tests/harness/scanner-keys.mjs";
import { openWidgetPage } from "./widget-page.mjs";

const code = "001199990123|012345678|NGUYEN THI MAU|05021999|Nu|So 1 Pho Mau, Phuong Hoan Kiem|15032022";

test("controlled fields of React and Vue: field and model are as before the scan, and typing goes on", async (t) => {
  const { run, at } = await openWidgetPage(t, "", "frameworks.page.js", { isTold: true });
  const { page } = at;
  await page.waitForSelector("#react");
  assert.equal((await at.ask({ kind: "arm" })).ok, true);
  const heard = () => run.worker.evaluate(() => globalThis.heard.splice(0).map(({ text, trouble }) => text ?? trouble));
  const told = (id) => page.evaluate((id) => window.told[id], id);
  for (const framework of ["react", "vue"]) {
    const before = await told(framework);
    for (const gapMs of [3, 35, 60]) {
      const name = `${framework} at ${gapMs} ms`;
      await page.focus(`#${framework}`);
      await page.keyboard.press("End");
      await scanKeys(page, code, { gapMs });
      const state = () => page.evaluate((id) => [document.getElementById(id).value, window.portalModel()[id], document.activeElement.id], framework);
      await at.advance(null);
      assert.deepEqual(await heard(), [code], name);
      await page.waitForFunction((id) => window.portalModel()[id] === "cũ", framework);
      assert.deepEqual(await state(), ["cũ", "cũ", framework], name);
    }
    // Not at every pace: a guard that knows the scanner by now may hold even its first key.
    assert.ok((await told(framework)) > before, `${framework} has seen the first keys`);
    await page.keyboard.type("x");
    await page.waitForFunction((id) => window.portalModel()[id] === "cũx", framework);
  }
});
