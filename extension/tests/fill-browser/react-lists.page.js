// Lists and choices of libraries and patterns that no sample portal has, on React; `window.portalModel` gives what the page's own state holds.
import { createElement as h, useState } from "react";
import { createRoot } from "react-dom/client";
import { Autocomplete, FormControl, FormControlLabel, FormLabel, InputLabel, MenuItem, Radio, RadioGroup, Select, TextField } from "@mui/material";
import ReactSelect from "react-select";

const PROVINCES = ["Thành phố Hà Nội", "Thành phố Hải Phòng", "Tỉnh Cà Mau", "Tỉnh An Giang"];
const SEXES = ["Nam", "Nữ"];
const model = {};

function useModel(name, initial = "") {
  const [value, set] = useState(initial);
  model[name] = value;
  return [value, set];
}

function MuiSelect() {
  const [value, set] = useModel("tinh");
  return h(FormControl, { fullWidth: true },
    h(InputLabel, { id: "tinh-label" }, "Tỉnh/Thành phố"),
    h(Select, { labelId: "tinh-label", label: "Tỉnh/Thành phố", value, name: "tinh", onChange: (event) => set(event.target.value) }, PROVINCES.map((name, index) => h(MenuItem, { key: name, value: String(index + 1) }, name))));
}

function MuiAutocomplete() {
  const [value, set] = useModel("noiSinh", null);
  return h(Autocomplete, { options: PROVINCES, value, onChange: (_event, chosen) => set(chosen), renderInput: (props) => h(TextField, { ...props, label: "Nơi sinh" }) });
}

function MuiRadio() {
  const [value, set] = useModel("gioiTinh");
  return h(FormControl, null, h(FormLabel, { id: "sex" }, "Giới tính"),
    h(RadioGroup, { "aria-labelledby": "sex", value, onChange: (event) => set(event.target.value) }, SEXES.map((sex, index) => h(FormControlLabel, { key: sex, value: String(index), control: h(Radio), label: sex }))));
}

function Other() {
  const [value, set] = useModel("queQuan", null);
  return h("div", null, h("label", { htmlFor: "que-quan" }, "Quê quán"),
    h(ReactSelect, { inputId: "que-quan", name: "queQuan", placeholder: "Chọn…", options: PROVINCES.map((label, index) => ({ label, value: String(index + 1) })), value, onChange: set }));
}

const root = document.createElement("div");
document.querySelector("form").append(root);
createRoot(root).render(h("div", null, h(MuiSelect), h(MuiAutocomplete), h(MuiRadio), h(Other)));
window.portalModel = () => ({ ...model, queQuan: model.queQuan?.value ?? "" });
