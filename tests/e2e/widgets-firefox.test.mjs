// Dates and lists of the libraries that no sample portal has, in Firefox: the built extension fills them, and what each library holds is the judge.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { outcomes } from "../../extension/tests/fill-browser/harness.mjs";
import { widgetDocument } from "../../extension/tests/fill-browser/widget-document.mjs";
import { stepFor } from "../../extension/tests/fill-browser/widget-page.mjs";
import { openFirefoxDesk } from "../harness/firefox-desk.mjs";
import { waitFor } from "../harness/workspace.mjs";

const HOST = "motcua.example.gov.vn";
const WAIT_MS = 15_000;
const [DAY, ISO] = ["05/02/1999", "1999-02-05"];
const LATE = "05/02/2021";
const UNREAD = "refused fill.changedByPage";

/** What is wanted under which label, what its library then holds under which name, and what is refused. */
const PAGES = {
  "Element UI, dates": { script: "element-dates", wanted: { "Ngày sinh": DAY, "Ngày cấp": DAY, "Ngày hết hạn": DAY, "Năm sinh": "1999" }, held: { viet: ISO, date: ISO, chon: ISO, nam: "1999" }, refused: ["Ngày kiểu Mỹ", "Ngày chọn kiểu Mỹ"] },
  "Ant Design 4 and 5, dates": { script: "react-dates", wanted: { "Ngày sinh": DAY, "Ngày cấp": DAY, "Ngày ngược": DAY }, held: { bon: ISO, nam: ISO, bonnguoc: ISO }, refused: ["Ngày kiểu Mỹ", "Ngày cấp kiểu Mỹ"] },
  "Vuetify 2, dates": { script: "vuetify2-dates", wanted: { "Ngày cấp": LATE, "Ngày hẹn": LATE, "Ngày gõ được": LATE }, held: { iso: "2021-02-05", thoai: "2021-02-05", sua: "2021-02-05" }, refused: [] },
  "PrimeNG and NG-ZORRO, dates": { script: "angular-dates", wanted: { "Ngày sinh": DAY, "Ngày có nút": DAY, "Ngày hết hạn": DAY }, held: { pviet: ISO, pnut: ISO, nviet: ISO }, refused: ["Ngày kiểu Mỹ", "Ngày nhập Mỹ"] },
  "Material UI and React Select": { script: "react-lists", wanted: { "Tỉnh/Thành phố": "Tỉnh Cà Mau", "Nơi sinh": "Thành phố Hải Phòng", "Giới tính": "Nữ", "Quê quán": "Tỉnh An Giang" }, held: { tinh: "3", noiSinh: "Thành phố Hải Phòng", gioiTinh: "1", queQuan: "4" }, refused: [] },
  "Element UI, lists": { script: "element-lists", wanted: { "Dân tộc": "Tày", "Tỉnh/Thành phố": "Tỉnh Cà Mau", "Giới tính": "Nữ" }, held: { danToc: "02", tinh: "3", gioiTinh: "2" }, refused: [] },
  "Vuetify 2, lists": { script: "vuetify2-lists", wanted: { "Tỉnh/Thành phố": "Tỉnh Cà Mau", "Nơi sinh": "Thành phố Hải Phòng", "Giới tính": "Nữ" }, held: { tinh: "3", noiSinh: "2", gioiTinh: "2" }, refused: [] },
  "PrimeNG and NG-ZORRO, lists": { script: "angular-lists", wanted: { "Tỉnh/Thành phố": "Tỉnh Cà Mau", "Nơi sinh": "Thành phố Hải Phòng", "Nơi cấp": "Tỉnh An Giang", "Giới tính": "Nữ" }, held: { tinh: "3", noiSinh: "2", noiCap: "4", gioiTinh: "2" }, refused: [] },
};

const documents = await Promise.all(Object.values(PAGES).map(({ script }) => widgetDocument("", `${script}.page.js`)));
const pages = Object.fromEntries(Object.values(PAGES).map(({ script }, index) => [`${HOST}/${script}`, documents[index]]));
const desk = await openFirefoxDesk({ after }, { page: Object.keys(pages)[0], pages });

/** The portal's tab on another page, with the extension's own script in it. */
async function turnTo(script) {
  const address = desk.portals.address(`${HOST}/${script}`);
  await desk.inPortal(async (firefox) => {
    await firefox.navigate(address);
    await waitFor("the page", () => firefox.run("await window.portalReady; return window.portalModel !== undefined;"));
  });
  const inject = "const tab = (await browser.tabs.query({})).find(({ url }) => url === args[0]); await browser.scripting.executeScript({ target: { tabId: tab.id, frameIds: [0] }, files: ['content.js'] }); return tab.id;";
  const tab = await desk.firefox.run(inject, address);
  return (message) => desk.firefox.run("return browser.tabs.sendMessage(args[0], args[1], { frameId: 0 });", tab, message);
}

for (const [title, { script, wanted, held, refused }] of Object.entries(PAGES)) {
  test(`${title}: Firefox fills what its library holds, and refuses the month first`, async () => {
    const ask = await turnTo(script);
    const before = await desk.model();
    const { value } = await ask({ kind: "snapshot" });
    const field = (label) => value.fields.find(({ labels }) => labels[0] === label);
    const asked = { ...wanted, ...Object.fromEntries(refused.map((label) => [label, DAY])) };
    const expected = { ...Object.fromEntries(Object.keys(wanted).map((label) => [label, "filled"])), ...Object.fromEntries(refused.map((label) => [label, UNREAD])) };
    const filled = await ask({ kind: "fill", binding: value.binding, steps: Object.entries(asked).map(([label, text]) => stepFor(field(label), label, text, WAIT_MS)) });
    assert.deepEqual(outcomes(filled), expected);
    assert.deepEqual(await desk.model(), { ...before, ...held });
  });
}
