// Lists of Ant Design for Vue 2 and of Quasar 1; `window.portalModel` is Vue's data.
import Vue from "vue";
import { FormModel, Radio, Select } from "ant-design-vue/dist/antd.js";
import antdLook from "ant-design-vue/dist/antd.css";
import { Quasar, QSelect } from "quasar/dist/quasar.common.js";
import quasarLook from "quasar/dist/quasar.css";
import { wear } from "./style.page.js";

wear(antdLook, quasarLook);
for (const part of [FormModel, Radio, Select]) Vue.use(part);
Vue.use(Quasar, { components: { QSelect } });
Vue.config.productionTip = false;
const PROVINCES = ["Thành phố Hà Nội", "Thành phố Hải Phòng", "Tỉnh Cà Mau", "Tỉnh An Giang"].map((label, index) => ({ value: String(index + 1), label }));
const item = (label, control) => `<a-form-model-item label="${label}">${control}</a-form-model-item>`;
const options = '<a-select-option v-for="one in PROVINCES" :key="one.value" :value="one.value">{{ one.label }}</a-select-option>';
const screen = new Vue({
  template: `<div><a-form-model>
    ${item("Tỉnh/Thành phố", `<a-select v-model="form.tinh" placeholder="Chọn">${options}</a-select>`)}
    ${item("Nơi sinh", `<a-select v-model="form.noiSinh" show-search allow-clear option-filter-prop="children">${options}</a-select>`)}
    ${item("Giới tính", '<a-radio-group v-model="form.gioiTinh"><a-radio value="1">Nam</a-radio><a-radio value="2">Nữ</a-radio></a-radio-group>')}
  </a-form-model>
  <q-select v-model="form.queQuan" :options="PROVINCES" emit-value map-options label="Quê quán"/>
  <q-select v-model="form.noiCap" :options="PROVINCES" emit-value map-options clearable label="Nơi cấp"/></div>`,
  data: { form: { tinh: undefined, noiSinh: undefined, gioiTinh: "", queQuan: null, noiCap: null }, PROVINCES },
});
screen.$mount(document.querySelector("form").appendChild(document.createElement("div")));
window.portalModel = () => Object.fromEntries(Object.entries(screen.form).map(([name, value]) => [name, value ?? ""]));
