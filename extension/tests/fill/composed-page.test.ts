// Forms in shadow trees and in frames of the same origin: found, called and bound as those of the page itself.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fill } from "../../content/execute/fill";
import { undo } from "../../content/execute/undo";
import { elementsFor, Scan } from "../../content/locate";
import { Page } from "../../content/page";
import { PageTree } from "../../content/page-tree";
import type { FillStep } from "../../shared/content-protocol";
import { byId, page } from "./dom";

const { signal } = new AbortController();
const BINDING = { token: "t", origin: "https://portal.example", path: "/form" };

/** Gives every element with a template in it a shadow tree of what the template holds. */
function rooted(html: string): Document {
  const document = page(html);
  const grow = (root: ParentNode): void => {
    for (const template of root.querySelectorAll("template")) {
      const host = template.parentElement;
      assert.ok(host);
      const tree = host.attachShadow({ mode: "open" });
      tree.append(template.content);
      template.remove();
      grow(tree);
    }
  };
  grow(document);
  return document;
}

const drawn = (inside: string): string => `<template>${inside}</template>`;

function labels(html: string): (string | undefined)[] {
  return new Scan(rooted(html).body).known.map((known) => known.labels[0]);
}

/** Writes a document into the frame of that id. */
function intoFrame(id: string, html: string): Document {
  const inner = byId<HTMLIFrameElement>(id).contentDocument;
  assert.ok(inner);
  inner.body.innerHTML = html;
  return inner;
}

function stepFor(at: Page, id: string, value: string): FillStep {
  const found = at.snapshot(BINDING).fields.find((candidate) => candidate.id === id);
  assert.ok(found, id);
  return { ref: found.ref, key: id, label: id, role: "applicant", widget: found.widget, value, accepted: [], expected: found.current, waitMs: 300 };
}

test("a field in a shadow tree has the label a person sees, wherever that stands", () => {
  const cases: [string, string][] = [
    ["in the tree", `<x-a>${drawn('<label for="i">Họ tên</label><input id="i">')}</x-a>`],
    ["before the element", `<div><span>Họ tên</span><x-a>${drawn("<div><input></div>")}</x-a></div>`],
    ["for the element", `<label for="x">Họ tên</label><p>Khác</p><x-a id="x">${drawn("<input>")}</x-a>`],
    ["the element's own", `<x-a aria-label="Họ tên">${drawn("<input>")}</x-a>`],
    ["around the element", `<label>Họ tên <x-a>${drawn("<input>")}</x-a></label>`],
    ["cell", `<table><tr><td>Họ tên</td><td><x-a>${drawn("<input>")}</x-a></td></tr></table>`],
    ["drawn around a slot", `<x-row>${drawn("<span>Họ tên</span><slot></slot>")}<input></x-row>`],
    ["a caption that is drawn, too", `<x-word>${drawn("<b>Họ tên</b>")}</x-word><x-a>${drawn("<input>")}</x-a>`],
    ["two trees deep", `<p>Họ tên <x-a>${drawn(`<x-b>${drawn("<input>")}</x-b>`)}</x-a></p>`],
  ];
  for (const [name, html] of cases) assert.equal(labels(html)[0], "Họ tên", name);
});

test("trees keep their ids, their radio buttons and their labels apart", () => {
  const same = (caption: string): string => `<x-a>${drawn(`<label for="i">${caption}</label><input id="i">`)}</x-a>`;
  assert.deepEqual(labels(`${same("Họ tên")}${same("Ngày sinh")}<label for="i">Số giấy tờ</label><input id="i">`), ["Họ tên", "Ngày sinh", "Số giấy tờ"]);
  const choice = (caption: string): string => `<x-a>${drawn(`<p>${caption}</p><div><label><input type="radio" name="r"> Có</label><label><input type="radio" name="r"> Không</label></div>`)}</x-a>`;
  const { known } = new Scan(rooted(choice("Đã kết hôn") + choice("Đi cùng")).body);
  assert.deepEqual(known.map(({ control, labels: [first] }) => [first, control.radios.length]), [["Đã kết hôn", 2], ["Đi cùng", 2]]);
  assert.deepEqual(labels(`<span>Họ tên</span><x-a>${drawn("<input><input>")}</x-a>`)[1], undefined, "a label is never borrowed from the neighbour");
});

test("what the page says of a tree's element counts: groups around it, names, secrets, what is hidden", () => {
  const { body } = rooted(`<section><h3>Thông tin chủ hộ</h3><x-a name="HoTen">${drawn("<label>Họ tên <input></label>")}</x-a></section>
    <x-a name="captcha">${drawn("<input>")}</x-a><div hidden><x-a>${drawn('<input aria-label="Ẩn">')}</x-a></div><x-a style="display: none">${drawn('<input aria-label="Ẩn">')}</x-a>`);
  const { known } = new Scan(body);
  assert.deepEqual(known.map(({ labels: [first], group }) => [first, group]), [["Họ tên", "Thông tin chủ hộ"]]);
  assert.equal(new Page(document, undefined).snapshot(BINDING).fields[0]?.name, "HoTen");
  const [found, ...more] = new Scan(body).controls({ name: "HoTen" });
  assert.deepEqual([found?.control.element.localName, more], ["input", []]);
});

test("controls come in the order of the page, trees and frames where they stand", () => {
  rooted(`<input aria-label="1"><x-a>${drawn(`<input aria-label="2"><x-b>${drawn('<input aria-label="3">')}</x-b><input aria-label="4">`)}</x-a><input aria-label="5"><iframe id="f"></iframe><input aria-label="7">`);
  intoFrame("f", '<input aria-label="6">');
  const named = (root: ParentNode): (string | null)[] => elementsFor(root, { attribute: "aria-label", value: "6" }).map((element) => element.getAttribute("aria-label"));
  assert.deepEqual(new Scan(document.body).known.map(({ control }) => control.element.getAttribute("aria-label")), ["1", "2", "3", "4", "5", "6", "7"]);
  assert.deepEqual(named(document), ["6"]);
});

test("a form that is itself an element with a tree is looked into", () => {
  const { body } = rooted(`<x-form id="form">${drawn('<input aria-label="Họ tên">')}</x-form>`);
  assert.deepEqual(new Scan(body.firstElementChild as Element).known.map((known) => known.labels[0]), ["Họ tên"]);
});

test("a page cannot make the look long: trees in trees and trees beside trees are bounded", () => {
  let html = '<input aria-label="Sâu">';
  for (let depth = 0; depth < 60; depth++) html = `<x-a>${drawn(html)}</x-a>`;
  assert.deepEqual(labels(`<input aria-label="Họ tên">${html}`), ["Họ tên"]);
  const document = page('<input aria-label="Họ tên">');
  let tree: ParentNode & Node = document.body;
  for (let depth = 0; depth < 1000; depth++) {
    const host: HTMLElement = tree.appendChild(document.createElement("x-a"));
    tree = host.attachShadow({ mode: "open" });
  }
  tree.appendChild(document.createElement("input"));
  assert.equal(new Scan(document.body).known.length, 1);
  document.body.replaceChildren(...Array.from({ length: 2500 }, () => document.createElement("x-a")));
  for (const host of document.body.children) host.attachShadow({ mode: "open" }).append(document.createElement("input"));
  assert.equal(new PageTree(document.body).all("input").length, 2000);
});

test("a form in a frame is filled and undone as one of the page", async () => {
  page('<h2>Tờ khai của người con</h2><iframe id="f"></iframe>');
  const inner = intoFrame("f", '<label for="name">Họ tên</label><input id="name"><label for="place">Tỉnh</label><select id="place"><option value="">-- Chọn --</option><option value="1">Tỉnh An Giang</option></select>');
  const at = new Page(document, undefined);
  const [first] = at.snapshot(BINDING).fields;
  assert.deepEqual([first?.labels[0], first?.group], ["Họ tên", "Tờ khai của người con"]);
  const { reports, undo: written } = await fill(at, [stepFor(at, "name", "Nguyễn Thị Mẫu"), stepFor(at, "place", "An Giang")], signal);
  assert.deepEqual(reports.map(({ outcome }) => outcome), ["filled", "filled"]);
  const held = (): string[] => [...inner.querySelectorAll<HTMLInputElement>("input, select")].map(({ value }) => value);
  assert.deepEqual(held(), ["Nguyễn Thị Mẫu", "1"]);
  await undo(written, signal);
  assert.deepEqual(held(), ["", ""]);
});

const FORM = '<label for="name">Họ tên</label><input id="name"><label for="number">Số định danh</label><input id="number">';
const DEPARTURES: Record<string, () => void> = {
  "the frame is taken away": () => {
    byId("f").id = "gone";
    byId("gone").remove();
    document.body.append(Object.assign(document.createElement("iframe"), { id: "f" }));
  },
  "the frame shows another document with the same form": () => {
    const old = byId<HTMLIFrameElement>("f");
    const fresh = old.cloneNode() as HTMLIFrameElement;
    old.replaceWith(fresh);
    intoFrame("f", FORM);
  },
  "the frame's own route changes": () => {
    const view = byId<HTMLIFrameElement>("f").contentWindow;
    assert.ok(view);
    view.location.hash = "#/ho-so/2";
  },
};

for (const [name, leave] of Object.entries(DEPARTURES)) {
  test(`nothing is written any more when ${name}, and every line says so`, async () => {
    page('<iframe id="f"></iframe>');
    const inner = intoFrame("f", FORM);
    const at = new Page(document, undefined);
    const steps = [stepFor(at, "name", "Nguyễn Thị Mẫu"), stepFor(at, "number", "001199990123")];
    const number = inner.getElementById("number") as HTMLInputElement;
    inner.getElementById("name")?.addEventListener("change", leave, { once: true });
    const { reports, undo: written } = await fill(at, steps, signal);
    assert.deepEqual(reports.map(({ outcome, error }) => [outcome, error]), [["changedByPage", "fill.fieldGone"], ["refused", "fill.fieldGone"]]);
    assert.equal(number.value, "");
    assert.deepEqual((await undo(written, signal)).map(({ error }) => error), ["fill.fieldGone"]);
    const now = byId<HTMLIFrameElement>("f");
    assert.equal((now.contentDocument?.getElementById("number") as HTMLInputElement | null)?.value ?? "", "");
  });
}

test("a frame that nobody sees is no part of the form", () => {
  page('<iframe id="f" style="display: none"></iframe><input aria-label="Họ tên">');
  intoFrame("f", '<input aria-label="Ẩn">');
  assert.deepEqual(new Scan(document.body).known.map((known) => known.labels[0]), ["Họ tên"]);
});
