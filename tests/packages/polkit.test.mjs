// The polkit rule opens the readers to one group, and nothing else to anybody: run as polkit runs it, a script with one global.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

function answerOf(action, ...groups) {
  const rules = [];
  const polkit = { addRule: (rule) => rules.push(rule), Result: { YES: "yes" } };
  runInNewContext(readFileSync(new URL("../../installer/linux/polkit/50-cccd-bridge.rules", import.meta.url), "utf8"), { polkit });
  assert.equal(rules.length, 1);
  return rules[0]({ id: action }, { isInGroup: (name) => groups.includes(name) });
}

test("readers and cards are for the group of this name; other people and other actions are left to the other rules", () => {
  for (const action of ["org.debian.pcsc-lite.access_pcsc", "org.debian.pcsc-lite.access_card"]) {
    assert.equal(answerOf(action, "users", "cccd-bridge"), "yes");
    assert.equal(answerOf(action, "users", "plugdev"), undefined);
  }
  assert.equal(answerOf("org.freedesktop.login1.power-off", "cccd-bridge"), undefined);
});
