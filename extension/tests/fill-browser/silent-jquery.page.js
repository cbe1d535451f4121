// Lists that say nothing by roles, over native ones: Selectize, nice-select2 and Fomantic UI; `window.portalModel` is what the native list or the library holds.
import $ from "./jquery-global.page.js";
import "@selectize/selectize";
import selectizeLook from "@selectize/selectize/dist/css/selectize.default.css";
import NiceSelect from "nice-select2/src/js/nice-select2.js";
import niceLook from "nice-select2/dist/css/nice-select2.css";
import "fomantic-ui-css/components/transition.js";
import "fomantic-ui-css/components/dropdown.js";
import dropdownLook from "fomantic-ui-css/components/dropdown.css";
import transitionLook from "fomantic-ui-css/components/transition.css";
import checkboxLook from "fomantic-ui-css/components/checkbox.css";
import { wear } from "./style.page.js";

const LATE_MS = 300;
const WARDS = { 96: ["Phường Tân Thành", "Xã Cái Nước", "Xã Đầm Dơi"], "01": ["Phường Ba Đình", "Phường Cửa Nam"] };
wear(selectizeLook, niceLook, dropdownLook, transitionLook, checkboxLook);
const chosen = { xaMoi: "" };
const asItems = (names) => names.map((name) => ({ value: name, text: name, name }));

// The communes come later than their province, as from a server.
const [{ selectize: communes }] = $("#xa").selectize();
$("#tinh").selectize({
  onChange(code) {
    communes.clear();
    communes.clearOptions();
    setTimeout(() => communes.addOption(asItems(WARDS[code] ?? [])), LATE_MS);
  },
});
new NiceSelect(document.querySelector("#danToc"), { searchable: true });
$("#xaMoi").dropdown({ onChange: (value) => { chosen.xaMoi = value; } });
$("#tinhMoi").dropdown({ fullTextSearch: true, onChange: (code) => setTimeout(() => $("#xaMoi").dropdown("change values", asItems(WARDS[code] ?? [])), LATE_MS) });
window.portalModel = () => ({ ...Object.fromEntries(["tinh", "xa", "danToc", "tinhMoi"].map((id) => [id, document.getElementById(id).value])), xaMoi: chosen.xaMoi, gioiTinh: document.querySelector("[name=gioiTinh]:checked")?.value ?? "" });
