// The portal's answer to one press, told from what stood there before; every way a page may write it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { runLookup } from "../../content/lookup";
import { Page } from "../../content/page";
import type { ErrorCode } from "../../generated/errors";
import type { Lookup } from "../../generated/site-profile";
import type { LookupAnswer } from "../../shared/content-protocol";
import { byId, page } from "./dom";

const LOOKUP: Lookup = {
  button: { id: "go" },
  inputs: ["name", "day", "sex"],
  message: { id: "message" },
  outcomes: [{ contains: "mã OTP", meaning: "pending" }, { contains: "không tìm thấy", meaning: "noMatch" }, { contains: "hợp lệ", meaning: "match" }],
  result: [{ field: "fullName", locate: { id: "shownName" } }, { field: "sex", locate: { id: "shownSex" } }],
  timeoutMs: 1000,
};
const FORM = `<input id="name" value="NGUYỄN THỊ MẪU"><input id="day" value="5/2/1999"><select id="sex"><option value="2">Nữ</option></select><button id="go" type="button">Tra</button>
  <div id="box"><p id="message"></p><p id="shownName"></p><p id="shownSex"></p></div><b id="clerk">canbo</b>`;

interface Portal {
  /** Called with the answer's number, from 1. */
  onPress: (press: number) => void;
  look: (over?: Record<string, string>, timeoutMs?: number) => Promise<LookupAnswer | ErrorCode>;
}

function open(onPress: Portal["onPress"]): Portal {
  const at = new Page(page(FORM), undefined);
  const { fields } = at.snapshot({ token: "t", origin: "o", path: "/" });
  const portal: Portal = {
    onPress,
    look(over = {}, timeoutMs = 20_000) {
      const wanted: Record<string, string> = { name: "Nguyễn Thị Mẫu", day: "1999-02-05", sex: "Nữ", ...over };
      const inputs = Object.entries(wanted).map(([id, value]) => ({ ref: fields.find((field) => field.id === id)?.ref ?? -1, value, accepted: [] }));
      return runLookup(at, { lookup: LOOKUP, inputs, clerk: { id: "clerk" }, timeoutMs }, new AbortController().signal);
    },
  };
  let presses = 0;
  byId("go").addEventListener("click", () => portal.onPress(++presses));
  return portal;
}

function say(id: string, text: string): void {
  byId(id).textContent = text;
}

function cells(name: string, sex: string): void {
  say("shownName", name);
  say("shownSex", sex);
}

async function look(portal: Portal, timeoutMs?: number): Promise<LookupAnswer> {
  const answer = await portal.look({}, timeoutMs);
  assert.ok(typeof answer === "object", typeof answer === "string" ? answer : "");
  return answer;
}

test("the form must hold the person who is looked up", async () => {
  const portal = open(() => assert.fail("pressed"));
  const others: Record<string, string>[] = [{ name: "Lê Văn Khác" }, { day: "1999-02-06" }, { sex: "Nam" }, { name: "" }];
  for (const over of others) assert.equal(await portal.look(over), "lookup.formDiffers", JSON.stringify(over));
  byId("name").value = " ";
  assert.equal(await portal.look({ name: "Lê Văn Khác" }), "lookup.incomplete");
});

test("cells written after the message are waited for, also over those of the lookup before", async () => {
  const portal = open((press) => {
    say("message", "Thông tin hợp lệ");
    setTimeout(cells, 120, `Người ${String(press)}`, "Nữ");
  });
  assert.deepEqual((await look(portal)).result, { fullName: "Người 1", sex: "Nữ" });
  assert.deepEqual((await look(portal)).result, { fullName: "Người 2", sex: "Nữ" });
});

test("cells that are not written anew are no answer", async () => {
  const portal = open((press) => {
    say("message", "Thông tin hợp lệ");
    if (press === 1) cells("Người 1", "Nữ");
  });
  assert.equal((await look(portal)).result.fullName, "Người 1");
  const answer = await look(portal, 600);
  assert.deepEqual([answer.meaning, answer.result], ["match", {}]);
  portal.onPress = () => {
    say("message", "Thông tin hợp lệ");
    say("shownName", "Người 3");
  };
  assert.deepEqual((await look(portal, 600)).result, { fullName: "Người 3" });
});

test("cells that keep changing are read when they stand", async () => {
  const portal = open(() => {
    say("message", "Thông tin hợp lệ");
    cells("…", "…");
    for (const [turn, text] of ["Ng", "Nguyễn", "Nguyễn Thị Mẫu"].entries()) setTimeout(cells, 60 * (turn + 1), text, "Nữ");
  });
  assert.equal((await look(portal)).result.fullName, "Nguyễn Thị Mẫu");
});

test("a page that draws message and cells anew, and one that shows old cells again, are told apart", async () => {
  const portal = open((press) => (byId("box").innerHTML = `<p id="message">Thông tin hợp lệ</p><p id="shownName">Người ${String(press)}</p><p id="shownSex">Nam</p>`));
  assert.deepEqual((await look(portal)).result, { fullName: "Người 1", sex: "Nam" });
  assert.deepEqual((await look(portal)).result, { fullName: "Người 2", sex: "Nam" });
  byId("shownName").hidden = true;
  byId("shownSex").hidden = true;
  portal.onPress = () => {
    say("message", "Thông tin hợp lệ");
    byId("shownName").hidden = false;
    byId("shownSex").hidden = false;
  };
  assert.deepEqual((await look(portal, 600)).result, {});
});

test("an unknown message is the answer once it stands, not while the portal works", async () => {
  const portal = open(() => say("message", "Chỉ áp dụng với Công dân quốc tịch Việt Nam"));
  const started = performance.now();
  const answer = await look(portal, 20_000);
  assert.deepEqual([answer.meaning, answer.message, answer.clerk], ["unclassified", "Chỉ áp dụng với Công dân quốc tịch Việt Nam", "canbo"]);
  assert.ok(performance.now() - started < 15_000);
  portal.onPress = () => {
    byId<HTMLButtonElement>("go").disabled = true;
    say("message", "Đợi một chút");
    setTimeout(say, 1300, "message", "Không tìm thấy");
  };
  assert.equal((await look(portal, 20_000)).meaning, "noMatch");
});

test("a one-time code is waited for; no answer at all is a timeout with the clerk", async () => {
  const portal = open(() => {
    say("message", "Nhập mã OTP");
    setTimeout(say, 200, "message", "Không tìm thấy");
  });
  assert.equal((await look(portal)).meaning, "noMatch");
  portal.onPress = () => say("message", "Nhập mã OTP");
  assert.deepEqual(await look(portal, 300), { meaning: "timeout", message: "Nhập mã OTP", result: {}, clerk: "canbo" });
  portal.onPress = () => undefined;
  assert.deepEqual(await look(portal, 300), { meaning: "timeout", message: "", result: {}, clerk: "canbo" });
});
