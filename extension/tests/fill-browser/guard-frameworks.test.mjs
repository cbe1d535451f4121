// The guard where a framework owns the field: what the scanner's first keys left is taken out of the framework's model, too.
import assert from "node:assert/strict";
import { test } from "node:test";
import { scanKeys } from "../../../tests/harness/scanner-keys.mjs";
import { openWidgetPage } from "./widget-page.mjs";

const code = "001199990123|012345678|NGUYEN THI MAU|05021999|Nu|So 1 Pho Mau, Phuong Hoan Kiem|15032022";

test("controlled fields of React and Vue: field and model are as before the scan, and typing goes on", async (t) => {
  const { at } = await openWidgetPage(t, "", "frameworks.page.js");
  const { page } = at;
  await page.waitForSelector("#react");
  assert.equal((await at.ask({ kind: "arm" })).ok, true);
  for (const framework of ["react", "vue"]) {
    for (const gapMs of [3, 35, 60]) {
      const name = `${framework} at ${gapMs} ms`;
      await page.focus(`#${framework}`);
      await page.keyboard.press("End");
      const before = await page.evaluate((id) => window.told[id], framework);
      await scanKeys(page, code, { gapMs });
      const state = () => page.evaluate((id) => [document.getElementById(id).value, window.portalModel()[id], document.activeElement.id], framework);
      await page.waitForFunction((id) => window.portalModel()[id] === "cũ", framework);
      assert.deepEqual(await state(), ["cũ", "cũ", framework], name);
      assert.ok((await page.evaluate((id) => window.told[id], framework)) > before, `${name}: the framework has seen the first keys`);
    }
    await page.keyboard.type("x", { delay: 200 });
    await page.waitForFunction((id) => window.portalModel()[id] === "cũx", framework);
  }
});
