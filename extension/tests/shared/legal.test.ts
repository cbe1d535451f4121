import assert from "node:assert/strict";
import { test } from "node:test";
import { inForce, papersOn, shippedCitations, shippedPapers } from "../../shared/legal";

const ids = (day: string) => papersOn(day, shippedPapers, shippedCitations).map(({ paper }) => paper.id);

test("in force from the first day on, until the day before the last", () => {
  const item = { from: "2023-01-01", until: "2025-01-01" };
  assert.deepEqual(["2022-12-31", "2023-01-01", "2024-12-31", "2025-01-01"].map((day) => inForce(item, day)), [false, true, true, false]);
  assert.equal(inForce({ from: "2023-01-01" }, "2999-01-01"), true);
});

test("the four papers of the decree, without the former card after its end", () => {
  assert.deepEqual(ids("2022-12-31"), []);
  assert.deepEqual(ids("2024-12-31"), ["cccd", "cmnd", "ct07", "notice"]);
  assert.deepEqual(ids("2026-11-22"), ["cccd", "ct07", "notice"]);
});

test("a paper whose legal basis has ended or is not named is not offered", () => {
  const citations = shippedCitations.map((citation) => ({ ...citation, until: "2026-07-01" }));
  assert.deepEqual(papersOn("2026-06-30", shippedPapers, citations).length, 3);
  assert.deepEqual(papersOn("2026-07-01", shippedPapers, citations), []);
  assert.deepEqual(papersOn("2026-06-30", shippedPapers, []), []);
});

test("every shipped paper names a shipped basis", () => {
  for (const { citation } of shippedPapers) assert.ok(shippedCitations.some(({ id }) => id === citation));
});
