// The jQuery widgets of older portals; `window.portalModel` gives what their libraries hold, `window.portalEvents` what they told the page.
import $ from "./jquery-global.page.js";
import "bootstrap";
import "bootstrap-select";
import "bootstrap-datepicker";
import "jquery-mask-plugin";
import Inputmask from "inputmask";

const events = [];
const told = (name) => (event) => events.push(`${event.type}.${name}`);

$("#dantoc").selectpicker({ liveSearch: true }).on("changed.bs.select", told("dantoc"));
const format = { language: "vi", autoclose: false };
$("#cap").datepicker({ format: "dd/mm/yyyy", ...format }).on("changeDate", told("cap"));
$("#han").datepicker({ format: "dd/mm/yyyy", autoclose: true }).on("changeDate", told("han"));
$("#my").datepicker({ format: "mm/dd/yyyy", ...format });
$("#sinh").mask("00/00/0000");
$("#kyhieu").mask("00-00-0000");
Inputmask({ alias: "datetime", inputFormat: "dd/mm/yyyy" }).mask("#vao");

// As portals do: the days of a month are made anew when month or year change.
$("#thang, #nam").on("change", () => {
  const days = new Date(Number($("#nam").val()) || 2000, Number($("#thang").val()) || 1, 0).getDate();
  const chosen = $("#ngay").val();
  $("#ngay").html(['<option value="">Ngày</option>', ...Array.from({ length: days }, (_, index) => `<option value="${index + 1}">${index + 1}</option>`)].join(""));
  $("#ngay").val(Number(chosen) <= days ? chosen : "");
});
for (const [id, last, first] of [["thang", 12, 1], ["nam", 2026, 1900]]) {
  for (let number = first; number <= last; number++) $(`#${id}`).append(new Option(id === "thang" ? `Tháng ${number}` : String(number), String(number)));
}

const iso = (id) => {
  const date = $(id).datepicker("getUTCDate");
  return date instanceof Date && !Number.isNaN(date.getTime()) ? date.toISOString().slice(0, 10) : "";
};
window.portalEvents = () => events;
window.portalModel = () => ({
  dantoc: $("#dantoc").selectpicker("val") ?? "", shown: $("#dantoc").closest(".bootstrap-select").find(".filter-option-inner-inner").text(),
  cap: iso("#cap"), han: iso("#han"), my: iso("#my"), capText: $("#cap").val(), sinh: $("#sinh").val(), kyhieu: $("#kyhieu").val(), vao: $("#vao").val(),
  ba: [$("#ngay").val(), $("#thang").val(), $("#nam").val()].join("/"), o: ["dd", "mm", "yyyy"].map((name) => $(`[name=sinh_${name}]`).val()).join("/"), thangNam: $("#thangnam").val(),
});
window.openWidgets = () => document.querySelectorAll(".datepicker-dropdown, .bootstrap-select.show").length;
