// Profiles made at this desk: what storage or a file says is taken only when it is a profile in every respect.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { SiteProfile } from "../../generated/site-profile";
import { shippedProfiles } from "../../generated/profiles";
import { checkLocalProfiles, exportName, exportText, longestProfile, mostLocalProfiles, parseProfile, withProfile } from "../../shared/local-profiles";
import { mergeSettings } from "../../shared/settings";
import { profileFor } from "../../shared/profiles";
import { field, profile } from "../fill/builders";

const local = (over: Partial<SiteProfile> = {}): SiteProfile => profile([field("fullName", { citizen: "fullName" })], { id: "local-a", match: [{ hosts: ["a.gov.vn"], paths: ["/"] }], ...over });

test("whatever stands in storage, only whole profiles come out", () => {
  for (const raw of [undefined, null, 5, "x", {}, [null, 7, {}, { id: "x" }]]) assert.deepEqual(checkLocalProfiles(raw), []);
  const [first] = local().fields;
  const twice = local({ fields: [first!, first!] });
  const wide = local({ match: [{ hosts: ["*.gov.vn"], paths: ["/"] }] });
  assert.deepEqual(checkLocalProfiles([local(), twice, wide, { ...local(), extra: 1 }, local({ version: 2 })]), [local()]);
  assert.equal(checkLocalProfiles(Array.from({ length: 80 }, (_, index) => local({ id: `local-${index}` }))).length, mostLocalProfiles);
  const fat = local({ fields: Array.from({ length: 200 }, (_, index) => field(`k${index}`, { constant: "x".repeat(200) }, { locate: { label: `${"y".repeat(190)}${index}` } })) });
  assert.ok(JSON.stringify(fat).length > longestProfile);
  assert.deepEqual(checkLocalProfiles([fat]), []);
});

test("a newer version takes the place of the one before; an older one and one too many are refused", () => {
  const list = [local({ version: 2 })];
  assert.deepEqual(withProfile(list, local({ version: 3 })), [local({ version: 3 })]);
  assert.equal(withProfile(list, local({ version: 1 })), "older");
  const full = Array.from({ length: mostLocalProfiles }, (_, index) => local({ id: `local-${index}` }));
  assert.equal(withProfile(full, local()), "tooMany");
  assert.ok(Array.isArray(withProfile(full, local({ id: "local-3", version: 2 }))));
  assert.equal(withProfile([], local({ fields: [] })), "notAProfile");
});

test("a file comes back as it was written; anything else is refused", () => {
  assert.deepEqual(parseProfile(exportText(local())), local());
  assert.deepEqual(parseProfile(JSON.stringify({ $schema: "x", ...local() })), local());
  for (const text of ["", "{", "null", "[]", "7", JSON.stringify({ ...local(), format: 2 }), '{"__proto__": {"id": "x"}}']) assert.equal(parseProfile(text), "notAProfile", text);
  assert.equal(parseProfile(" ".repeat(200_000)), "tooLarge");
  assert.equal(exportName(local({ version: 4 })), "local-a.v4.json");
});

test("order: the office's, then those of this desk, then ours; none of this desk where the office forbids teaching", () => {
  const [shipped] = shippedProfiles;
  assert.ok(shipped);
  const own = local({ match: shipped.match });
  const narrow = local({ id: "local-b", match: [{ hosts: ["a.gov.vn"], paths: ["/mot/duong/dan/sau/hon/nua/"] }, ...shipped.match] });
  const office = { ...shipped, id: "office" };
  const ids = (policy: { [key: string]: unknown }) => mergeSettings(policy, undefined, [own, narrow]).profiles.map(({ id }) => id);
  const ours = shippedProfiles.map(({ id }) => id);
  assert.deepEqual(ids({}), ["local-b", "local-a", ...ours]);
  assert.deepEqual(ids({ profiles: [office] }), ["office", "local-b", "local-a", ...ours]);
  assert.deepEqual(ids({ allowTeaching: false }), ours);
  assert.equal(mergeSettings({}, undefined).allowTeaching, true);
  assert.equal(mergeSettings({ allowTeaching: false }, undefined).allowTeaching, false);
  assert.deepEqual(mergeSettings({ allowTeaching: "no" }, undefined).invalidPolicyKeys, ["allowTeaching"]);
});

test("the taught profile is found by host and path before ours", () => {
  const { profiles } = mergeSettings({}, undefined, [local()]);
  assert.equal(profileFor("https://a.gov.vn/to-khai", "clerk", profiles)?.id, "local-a");
  assert.equal(profileFor("https://b.gov.vn/to-khai", "clerk", profiles), undefined);
});
