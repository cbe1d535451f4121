// Element UI 2 on Vue 2: date pickers as portals set them up; `window.portalModel` is Vue's data.
import Vue from "vue";
import ElementUi from "element-ui";
import style from "element-ui/lib/theme-chalk/index.css";
import { wear } from "./style.page.js";

wear(style);
Vue.use(ElementUi);
Vue.config.productionTip = false;

const FIELDS = [
  ["viet", "Ngày sinh", 'format="dd/MM/yyyy" value-format="yyyy-MM-dd"'],
  ["date", "Ngày cấp", 'format="dd/MM/yyyy"'],
  ["nguoc", "Ngày ngược", 'value-format="dd/MM/yyyy"'],
  ["my", "Ngày kiểu Mỹ", 'format="MM/dd/yyyy" value-format="yyyy-MM-dd"'],
  ["chon", "Ngày hết hạn", 'format="dd/MM/yyyy" value-format="yyyy-MM-dd" :editable="false"'],
  ["chonmy", "Ngày chọn kiểu Mỹ", 'format="MM/dd/yyyy" value-format="yyyy-MM-dd" :editable="false"'],
  ["khoa", "Ngày khoá", 'format="dd/MM/yyyy" value-format="yyyy-MM-dd" readonly'],
  ["han", "Ngày giới hạn", 'format="dd/MM/yyyy" value-format="yyyy-MM-dd" :picker-options="limits"'],
  ["nam", "Năm sinh", 'type="year" value-format="yyyy"'],
  ["thang", "Tháng sinh", 'type="month" format="MM/yyyy" value-format="yyyy-MM"'],
  ["gio", "Ngày giờ", 'type="datetime" format="dd/MM/yyyy HH:mm" value-format="yyyy-MM-dd HH:mm"'],
  ["san", "Ngày có sẵn", 'format="dd/MM/yyyy" value-format="yyyy-MM-dd"'],
];
const screen = new Vue({
  template: `<div>${FIELDS.map(([name, label, more]) => `<p><label for="${name}">${label}</label><el-date-picker id="${name}" v-model="model.${name}" ${more}></el-date-picker></p>`).join("")}</div>`,
  data: { model: { ...Object.fromEntries(FIELDS.map(([name]) => [name, ""])), san: "2001-12-31" }, limits: { disabledDate: (date) => date.getFullYear() < 2000 } },
});
screen.$mount(document.querySelector("form").appendChild(document.createElement("div")));
window.portalModel = () => Object.fromEntries(Object.entries(screen.model).map(([name, value]) => [name, value instanceof Date ? value.toLocaleDateString("sv") : (value ?? "")]));
window.openWidgets = () => [...document.querySelectorAll(".el-picker-panel")].filter((panel) => panel.checkVisibility() && !/leave/u.test(panel.className)).length;
