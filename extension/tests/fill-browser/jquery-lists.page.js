// Lists of jQuery UI, Kendo UI and Tom Select; `window.portalModel` gives what they hold.
import $ from "./jquery-global.page.js";
import "jquery-ui/dist/jquery-ui.js";
import "kendo-ui-core/js/kendo.dropdownlist";
import "kendo-ui-core/js/kendo.combobox";
import TomSelect from "tom-select";
import look from "tom-select/dist/css/tom-select.css";
import { wear } from "./style.page.js";

wear(look);

$("#dan-toc").selectmenu();
$("#quoc-tich").kendoDropDownList({ optionLabel: "-- Chọn --" });
$("#tinh").kendoComboBox({ dataTextField: "name", dataValueField: "id", dataSource: ["Thành phố Hà Nội", "Tỉnh Cà Mau", "Tỉnh An Giang"].map((name, index) => ({ id: String(index + 1), name })) });
const tom = new TomSelect("#ton-giao", {});
window.portalModel = () => ({ danToc: $("#dan-toc").val(), quocTich: $("#quoc-tich").data("kendoDropDownList").value(), tinh: $("#tinh").data("kendoComboBox").value(), tonGiao: tom.getValue() });
