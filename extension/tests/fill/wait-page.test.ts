// Waiting for a page's own answer: a thread that is busy costs no patience, and a page that never rests is not waited for without end.
import assert from "node:assert/strict";
import { test } from "node:test";
import { quiet, until, type Limit } from "../../content/execute/wait";
import { page } from "./dom";

const QUIET_MS = 60;
// Asked by the page's moves alone.
const SELDOM_MS = 1_000_000;
const { signal } = new AbortController();
const patient: Limit = { deadline: Infinity, signal, quietMs: QUIET_MS };

function keepBusy(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

test("an answer that comes after work longer than the patience is heard", async () => {
  page("");
  let answer: string | undefined;
  const heard = until(() => answer, patient);
  keepBusy(5 * QUIET_MS);
  setTimeout(() => (answer = "slow"));
  assert.equal(await heard, "slow");
});

test("each move of the page gives it its time anew", async () => {
  const body = page("").body;
  let moves = 0;
  const moving = setInterval(() => (body.dataset["moves"] = String(++moves)), QUIET_MS / 3);
  assert.equal(await until(() => (moves === 5 ? "moved" : undefined), { ...patient, pollMs: SELDOM_MS }), "moved");
  clearInterval(moving);
});

test("a page that is quiet is given up, and so is one that never rests", async () => {
  const body = page("").body;
  assert.equal(await until(() => undefined, patient), undefined);
  let moves = 0;
  const moving = setInterval(() => (body.dataset["moves"] = String(++moves)), 1);
  assert.equal(await until(() => undefined, patient), undefined);
  clearInterval(moving);
});

test("a machine that is never free is waited for ten times as long at most", () => {
  const before = performance.now();
  const { deadline, quietMs } = quiet(QUIET_MS, signal);
  assert.equal(quietMs, QUIET_MS);
  assert.ok(deadline >= before + 10 * QUIET_MS && deadline <= performance.now() + 10 * QUIET_MS);
});
