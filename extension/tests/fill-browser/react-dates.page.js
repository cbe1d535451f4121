// Ant Design's pickers on React in the formats portals set; `window.portalModel` is React's state.
import { createElement, useState } from "react";
import { createRoot } from "react-dom/client";
import DatePicker4 from "antd4/es/date-picker";
import DatePicker5 from "antd5/es/date-picker";
import style from "antd4/dist/antd.css";
import { wear } from "./style.page.js";

wear(style);
const model = {};
const FIELDS = [
  ["bon", "Ngày sinh", DatePicker4, "DD/MM/YYYY"], ["bonmy", "Ngày kiểu Mỹ", DatePicker4, "MM/DD/YYYY"], ["bonnguoc", "Ngày ngược", DatePicker4, "YYYY-MM-DD"],
  ["nam", "Ngày cấp", DatePicker5, "DD/MM/YYYY"], ["nammy", "Ngày cấp kiểu Mỹ", DatePicker5, "MM/DD/YYYY"], ["namgach", "Ngày có gạch", DatePicker5, "DD-MM-YYYY"],
];

function Field({ id, label, picker, format }) {
  const [value, setValue] = useState(null);
  model[id] = value?.format("YYYY-MM-DD") ?? "";
  return createElement("p", null, createElement("label", { htmlFor: id }, label), createElement(picker, { id, format, value, onChange: setValue }));
}
createRoot(document.querySelector("form").appendChild(document.createElement("div"))).render(FIELDS.map(([id, label, picker, format]) => createElement(Field, { key: id, id, label, picker, format })));
window.portalModel = () => ({ ...model });
window.openWidgets = () => document.querySelectorAll(".ant-picker-dropdown:not(.ant-picker-dropdown-hidden)").length;
