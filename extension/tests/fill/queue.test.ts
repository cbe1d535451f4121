// The order of a fill: choices first, and what can be typed while a list is on its way.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fill } from "../../content/execute/fill";
import { Queue } from "../../content/execute/queue";
import { Page } from "../../content/page";
import type { FillStep } from "../../shared/content-protocol";
import { byId, page } from "./dom";

const step = (key: string, widget: FillStep["widget"], after?: string): FillStep => ({ ref: 0, key, label: key, role: "applicant", widget, value: "", accepted: [], expected: "", waitMs: 2000, ...(after === undefined ? {} : { after }) });

/** The order in which everything leaves the queue, when these lists are there from the start. */
function orderOf(steps: FillStep[], ...listed: string[]): string[] {
  const queue = new Queue(steps);
  const order: string[] = [];
  for (let next = queue.next(lists()); next !== undefined; next = queue.next(lists())) order.push(next.key);
  return order;

  function lists(): { isListed: (child: FillStep) => boolean } {
    return { isListed: ({ key }) => listed.includes(key) };
  }
}

const FORM = [step("name", "text"), step("province", "select"), step("commune", "select", "province"), step("street", "text"), step("sex", "radio")];

test("choices come before what is typed, each kind in the page's order", () => {
  assert.deepEqual(orderOf(FORM, "commune"), ["province", "commune", "sex", "name", "street"]);
});

test("a list that is not there yet is waited for only when nothing else is left to do", () => {
  assert.deepEqual(orderOf(FORM), ["province", "sex", "name", "street", "commune"]);
});

test("the page is given time only once a list is on its way", () => {
  const queue = new Queue(FORM);
  const waits = FORM.map(() => [queue.isWaiting, queue.next({ isListed: () => false })?.key]);
  assert.deepEqual(waits, [[false, "province"], [true, "sex"], [true, "name"], [true, "street"], [true, "commune"]]);
  assert.equal(queue.isWaiting, false);
  const later = new Queue([step("sex", "radio"), ...FORM.slice(1, 3)]);
  later.next({ isListed: () => false });
  assert.equal(later.isWaiting, false);
});

test("nothing goes before what it waits for, also where that is typed or comes later in the page; a circle ends", () => {
  assert.deepEqual(orderOf([step("commune", "select", "province"), step("province", "text")], "commune"), ["province", "commune"]);
  assert.deepEqual(orderOf([step("a", "select", "b"), step("b", "select", "a")]), ["a", "b"]);
  assert.deepEqual(orderOf([step("alone", "select", "gone"), step("name", "text")]), ["name", "alone"]);
});

test("while the server answers, the rest of the form is written; the answer is taken as soon as it is there", async () => {
  const html = `<select id="province"><option value="">-- Chọn --</option><option>Tỉnh Cà Mau</option></select><select id="commune"><option value="">-- Chọn --</option></select><input id="one"><input id="two">`;
  const at = new Page(page(html), undefined);
  const { fields } = at.snapshot({ token: "t", origin: "https://portal.example", path: "/" });
  const noted: string[] = [];
  for (const id of ["province", "commune", "one", "two"]) byId(id).addEventListener("change", () => noted.push(id));
  byId("one").addEventListener("change", () => {
    const answer = new MessageChannel();
    answer.port1.onmessage = () => {
      byId("commune").innerHTML = "<option>Xã Đầm Dơi</option><option>Xã Năm Căn</option>";
      answer.port1.close();
    };
    answer.port2.postMessage(undefined);
  });
  const values: Record<string, string> = { province: "Tỉnh Cà Mau", commune: "Xã Năm Căn", one: "1", two: "2" };
  const steps = fields.map(({ ref, id, widget }): FillStep => ({ ...step(id, widget, id === "commune" ? "province" : undefined), ref, value: values[id] ?? "" }));
  const { reports, undo: written } = await fill(at, steps, new AbortController().signal);
  assert.deepEqual(reports.map(({ key, outcome }) => [key, outcome]), [["province", "filled"], ["commune", "filled"], ["one", "filled"], ["two", "filled"]]);
  assert.deepEqual(noted, ["province", "one", "commune", "two"]);
  // The new list stood on an option of its own; before the fill there was none.
  assert.equal(written.find(({ key }) => key === "commune")?.before.shown, "");
});
