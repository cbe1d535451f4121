// Widgets as portals use them that the sample portals do not have; `window.portalModel` gives what their libraries hold.
import $ from "jquery";
import select2 from "select2/dist/js/select2.full.js";
import flatpickr from "flatpickr";

select2(window, $);

const PLACES = ["Thành phố Hà Nội", "Thành phố Hải Phòng", "Tỉnh Hà Tĩnh", "Tỉnh Hưng Yên"];

/** A server that finds a part of the name without its unit word, late. */
function search({ data }, success) {
  const timer = setTimeout(() => success({ results: PLACES.map((text, id) => ({ id: id + 1, text })).filter(({ text }) => text.includes(data.q ?? "")) }), 120);
  return { abort: () => clearTimeout(timer) };
}

$("#noi").select2({ placeholder: "Chọn nơi", ajax: { delay: 50, data: ({ term }) => ({ q: term }), transport: search } });
$("#tinh").select2();
const readonly = flatpickr("#ngay", { altInput: true, altFormat: "d/m/Y", dateFormat: "Y-m-d" });
const typed = flatpickr("#han", { allowInput: true, dateFormat: "d/m/Y" });
const american = flatpickr("#my", { altInput: true, allowInput: true, altFormat: "m/d/Y", dateFormat: "Y-m-d" });
const plainAmerican = flatpickr("#mytron", { allowInput: true, dateFormat: "m/d/Y" });

const iso = (picker) => picker.selectedDates[0]?.toLocaleDateString("sv") ?? "";
window.portalModel = () => ({ noi: $("#noi").select2("data")[0]?.text ?? "", tinh: $("#tinh").val(), ngay: iso(readonly), han: iso(typed), my: iso(american), mytron: iso(plainAmerican) });
window.openWidgets = () => document.querySelectorAll(".select2-container--open, .flatpickr-calendar.open").length;
