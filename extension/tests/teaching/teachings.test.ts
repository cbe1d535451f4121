// Whose picks are taken: those of the very documents in which a picker was opened, with a browser that the test plays.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import type { Teaching } from "../../background/teaching/state";
import { Teachings } from "../../background/teaching/teachings";
import { mergeSettings } from "../../shared/settings";

const world = globalThis as { chrome?: unknown };
const top = "https://motcua.example.gov.vn";
const listed = "https://dichvu.tinhmau.gov.vn";
const binding = (token: string, origin: string) => ({ token, origin, path: "/" });
const teaching: Teaching = {
  phase: "picking", tabId: 7, broken: [], fields: [], nextField: 1, detectOthers: true, nextOp: 2,
  target: { tabId: 7, documentId: "D0", binding: binding("t", top), frames: [{ tabId: 7, frameId: 3, documentId: "D3", binding: binding("f", listed), first: 0, count: 0 }] },
};

async function open(): Promise<Teachings> {
  world.chrome = { runtime: { id: "own" }, storage: { session: { get: () => Promise.resolve({ "teaching:1": teaching }), set: () => Promise.resolve() } } };
  const settings = mergeSettings({ allowedOrigins: [top, listed] }, undefined);
  const teachings = new Teachings({ settings: () => settings, officeProfiles: () => Promise.resolve([]), context: () => ({ unconfirmed: [], turn: 0 }), changed: () => undefined });
  await teachings.load();
  return teachings;
}

afterEach(() => {
  delete world.chrome;
});

interface From {
  token: string;
  frameId: number;
  documentId: string;
  url: string;
  tab?: number;
}

function refused(teachings: Teachings, { token, frameId, documentId, url, tab = 7 }: From): boolean {
  const sender = { id: "own", tab: { id: tab }, frameId, documentId, url: `${url}/` } as chrome.runtime.MessageSender;
  return teachings.take({ kind: "pickRefused", token, reason: "secret" }, sender);
}

const page: From = { token: "t", frameId: 0, documentId: "D0", url: top };
const frame: From = { token: "f", frameId: 3, documentId: "D3", url: listed };

test("the page's picker and that of its frame are heard", async () => {
  for (const from of [page, frame]) {
    const teachings = await open();
    assert.equal(refused(teachings, from), true);
    assert.equal(teachings.view(1)?.refusal, "secret");
  }
});

const FORGED: Record<string, From> = {
  "a frame with the page's token": { ...frame, token: "t" },
  "the page with the frame's token": { ...page, token: "f" },
  "another frame": { ...frame, frameId: 4 },
  "another document in the frame": { ...frame, documentId: "D9" },
  "another origin in the frame": { ...frame, url: "https://la.khac.gov.vn" },
  "another tab": { ...frame, tab: 8 },
  "a token of nobody": { ...frame, token: "x" },
};

for (const [name, from] of Object.entries(FORGED)) {
  test(`${name} is not heard`, async () => {
    const teachings = await open();
    assert.equal(refused(teachings, from), false);
    assert.equal(teachings.view(1)?.refusal, undefined);
  });
}
