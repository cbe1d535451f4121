// Calendars and masks of jQuery UI and Kendo UI; `window.portalModel` gives the day that each library holds.
import $ from "./jquery-global.page.js";
import "jquery-ui/ui/widgets/datepicker";
import "kendo-ui-core/js/kendo.datepicker";
import "kendo-ui-core/js/kendo.dateinput";
import "kendo-ui-core/js/kendo.maskedtextbox";
import jqueryUi from "jquery-ui/dist/themes/base/jquery-ui.css";
import { wear } from "./style.page.js";

wear(jqueryUi);
const told = [];
const onSelect = function () {
  told.push(this.id);
};
$.datepicker.setDefaults({ monthNamesShort: Array.from({ length: 12 }, (_, index) => `Tháng ${index + 1}`), showAnim: "" });
$("#go").datepicker({ dateFormat: "dd/mm/yy", changeMonth: true, changeYear: true, yearRange: "1900:2100", altField: "#go_an", altFormat: "yy-mm-dd" });
$("#doc").datepicker({ dateFormat: "dd/mm/yy", changeMonth: true, changeYear: true, yearRange: "1900:2100", altField: "#doc_an", altFormat: "yy-mm-dd", onSelect });
$("#co").datepicker({ dateFormat: "dd/mm/yy" });
$("#cham").datepicker({ dateFormat: "dd.mm.yy", changeMonth: true, changeYear: true, yearRange: "1900:2100" });
$("#nguoc").datepicker({ dateFormat: "yy-mm-dd" });
$("#my").datepicker({ dateFormat: "mm/dd/yy", altField: "#my_an", altFormat: "yy-mm-dd" });
$("#mydoc").datepicker({ dateFormat: "mm/dd/yy" });
$("#nut").datepicker({ dateFormat: "mm/dd/yy", showOn: "button" });
$("#nutviet").datepicker({ dateFormat: "dd/mm/yy", showOn: "button", buttonText: "Chọn ngày" });
$("#gioihan").datepicker({ dateFormat: "dd/mm/yy", minDate: new Date(2000, 1, 5) });

$("#kngay").kendoDatePicker({ format: "dd/MM/yyyy" });
$("#kmacdinh").kendoDatePicker();
$("#kmy").kendoDatePicker({ format: "MM/dd/yyyy" });
$("#knhap").kendoDateInput({ format: "dd/MM/yyyy" });
$("#knhapmy").kendoDateInput({ format: "MM/dd/yyyy" });
$("#kmat").kendoMaskedTextBox({ mask: "00/00/0000" });
$("#kcccd").kendoMaskedTextBox({ mask: "000000000000" });

const iso = (date) => (date instanceof Date && !Number.isNaN(date.getTime()) ? date.toLocaleDateString("sv") : "");
const ui = (id) => {
  const input = $(`#${id}`);
  try {
    return iso($.datepicker.parseDate(input.datepicker("option", "dateFormat"), input.val()));
  } catch {
    return `?${input.val()}`;
  }
};
window.portalEvents = () => told;
window.portalModel = () => ({
  ...Object.fromEntries(["go", "doc", "nguoc", "my", "mydoc", "nut", "nutviet", "gioihan", "co", "cham"].map((id) => [id, ui(id)])),
  ...Object.fromEntries(["go_an", "doc_an", "my_an"].map((id) => [id, $(`#${id}`).val()])),
  ...Object.fromEntries([["kngay", "DatePicker"], ["kmacdinh", "DatePicker"], ["kmy", "DatePicker"], ["knhap", "DateInput"], ["knhapmy", "DateInput"]].map(([id, kind]) => [id, iso($(`#${id}`).data(`kendo${kind}`).value())])),
  kmat: $("#kmat").data("kendoMaskedTextBox").value(), kcccd: $("#kcccd").data("kendoMaskedTextBox").raw(),
});
window.openWidgets = () => [...document.querySelectorAll("#ui-datepicker-div, .k-animation-container")].filter((element) => element.checkVisibility() && element.offsetHeight > 0).length;
