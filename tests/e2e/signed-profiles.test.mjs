// Profiles that an office signs: by its policy and from its server, in the real browser with the real host.
import assert from "node:assert/strict";
import { generateKeyPairSync, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { cardQr, openStage } from "../harness/stage.mjs";

const person = "dang-thi-bich-ngoc";
const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const profileKey = publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("base64");
const shipped = JSON.parse(readFileSync(new URL("../../extension/profiles/hcmc-reception.json", import.meta.url), "utf8"));

function signedBundle(serial, title) {
  const { $schema: _, ...profile } = shipped;
  const bundle = JSON.stringify({ format: 1, serial, profiles: [{ ...profile, id: "phuong-mau", title: { vi: title, en: title } }] });
  return { bundle, signature: sign(null, Buffer.from(bundle), privateKey).toString("base64") };
}

const policy = { mode: "clerk", allowedOrigins: ["https://motcua.example.gov.vn"], profileKey };
const profilesUrl = "https://cauhinh.example.gov.vn/cau-hinh.json";

async function previewed(t, { policy, published }) {
  const stage = await openStage({ name: "signed", policy, readers: [] });
  t.after(() => stage.close());
  if (published !== undefined) stage.portals.control.publish("/cau-hinh.json", JSON.stringify(published));
  const { panel } = await stage.openDesk();
  await panel.scan(cardQr(person));
  await panel.waitFor({ identity: "waitingForCard" });
  await panel.press("preview");
  await panel.waitFor({ work: "previewed" });
  return panel;
}

const title = (panel) => panel.part("preview").locator("h2 + p").innerText();

test("the policy's signed profile is used", async (t) => {
  const panel = await previewed(t, { policy: { ...policy, signedProfiles: signedBundle(2, "Cấu hình của phường") } });
  assert.match(await title(panel), /^Cấu hình của phường/);
});

test("the server's is fetched and used", async (t) => {
  const panel = await previewed(t, { policy: { ...policy, profilesUrl }, published: signedBundle(3, "Cấu hình từ máy chủ") });
  assert.match(await title(panel), /^Cấu hình từ máy chủ/);
});

test("one that is not signed with the key is said and not used", async (t) => {
  const forged = { ...signedBundle(2, "Cấu hình giả"), signature: signedBundle(1, "khác").signature };
  const panel = await previewed(t, { policy: { ...policy, signedProfiles: forged } });
  assert.ok((await title(panel)).startsWith(shipped.title.vi));
  await panel.waitForFailure("profile.signatureInvalid");
});
