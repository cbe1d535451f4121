// Lists and radio buttons that are buttons with roles, of Headless UI and Radix UI on React; `window.portalModel` gives what React's state holds.
import { createElement as h, useState } from "react";
import { createRoot } from "react-dom/client";
import { Listbox, RadioGroup } from "@headlessui/react";
import * as Radio from "@radix-ui/react-radio-group";
import * as Select from "@radix-ui/react-select";

const PROVINCES = ["Thành phố Hà Nội", "Thành phố Hải Phòng", "Tỉnh Cà Mau", "Tỉnh An Giang"];
const model = {};

function useModel(name, initial = "") {
  const [value, set] = useState(initial);
  model[name] = value;
  return [value, set];
}

function HeadlessList() {
  const [value, onChange] = useModel("tinh");
  const options = PROVINCES.map((name) => h(Listbox.Option, { key: name, value: name }, name));
  return h(Listbox, { value, onChange }, h(Listbox.Label, null, "Tỉnh/Thành phố"), h(Listbox.Button, null, value || "-- Chọn --"), h(Listbox.Options, null, options));
}

function HeadlessRadio() {
  const [value, onChange] = useModel("gioiTinh");
  return h(RadioGroup, { value, onChange }, h(RadioGroup.Label, null, "Giới tính"), ["Nam", "Nữ"].map((sex) => h(RadioGroup.Option, { key: sex, value: sex }, sex)));
}

function RadixList() {
  const [value, onValueChange] = useModel("noiSinh");
  const options = PROVINCES.map((name) => h(Select.Item, { key: name, value: name }, h(Select.ItemText, null, name)));
  const list = h(Select.Portal, null, h(Select.Content, null, h(Select.Viewport, null, options)));
  return [h("label", { key: "label", htmlFor: "noi-sinh" }, "Nơi sinh"), h(Select.Root, { key: "list", value, onValueChange }, h(Select.Trigger, { id: "noi-sinh" }, h(Select.Value, { placeholder: "Chọn" })), list)];
}

function RadixRadio() {
  const [value, onValueChange] = useModel("honNhan", "0");
  const buttons = ["Độc thân", "Đã kết hôn", "Ly hôn"].map((name, index) =>
    h("div", { key: name }, h(Radio.Item, { value: String(index), id: `hn${index}`, disabled: index === 2 }, h(Radio.Indicator, null, "•")), h("label", { htmlFor: `hn${index}` }, name)));
  return [h("span", { key: "label", id: "hn" }, "Tình trạng hôn nhân"), h(Radio.Root, { key: "group", value, onValueChange, "aria-labelledby": "hn" }, buttons)];
}

const fields = [HeadlessList, HeadlessRadio, RadixList, RadixRadio];
createRoot(document.querySelector("form").appendChild(document.createElement("div"))).render(fields.map((field) => h("div", { key: field.name }, h(field))));
window.portalModel = () => ({ ...model });
