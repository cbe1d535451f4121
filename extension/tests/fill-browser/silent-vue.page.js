// Lists and dates of iView, vue-select and vue-multiselect on Vue 2; `window.portalModel` is Vue's data.
import Vue from "vue";
import ViewUi from "view-design";
import style from "view-design/dist/styles/iview.css";
import { Multiselect } from "vue-multiselect";
import multiselectLook from "vue-multiselect/dist/vue-multiselect.min.css";
import { VueSelect } from "vue-select";
import selectLook from "vue-select/dist/vue-select.css";
import { wear } from "./style.page.js";

const LATE_MS = 300;
const WARDS = { 96: ["Phường Tân Thành", "Xã Cái Nước", "Xã Đầm Dơi"], "01": ["Phường Ba Đình", "Phường Cửa Nam"] };
const PROVINCES = [{ value: "01", label: "Thành phố Hà Nội" }, { value: "96", label: "Tỉnh Cà Mau" }];
wear(style.replaceAll(/@font-face\s*\{[^}]*\}/gu, ""), multiselectLook, selectLook);
Vue.use(ViewUi);
Vue.config.productionTip = false;
const item = (label, control) => `<form-item label="${label}">${control}</form-item>`;
const options = (from) => `<i-option v-for="one in ${from}" :key="one.value" :value="one.value">{{ one.label }}</i-option>`;
const screen = new Vue({
  components: { VueMultiselect: Multiselect, VueSelect },
  template: `<i-form>
    ${item("Giới tính", '<radio-group v-model="form.gioiTinh"><radio label="1">Nam</radio><radio label="2">Nữ</radio></radio-group>')}
    ${item("Ngày sinh", '<date-picker type="date" format="dd/MM/yyyy" v-model="form.ngaySinh"></date-picker>')}
    ${item("Ngày cấp", '<date-picker type="date" format="dd/MM/yyyy" v-model="form.ngayCap" :editable="false"></date-picker>')}
    ${item("Ngày kiểu Mỹ", '<date-picker type="date" format="MM/dd/yyyy" v-model="form.ngayMy"></date-picker>')}
    ${item("Tỉnh/Thành phố", `<i-select v-model="form.tinh" filterable>${options("PROVINCES")}</i-select>`)}
    ${item("Phường/Xã", `<i-select v-model="form.xa" :disabled="form.tinh === ''">${options("wards")}</i-select>`)}
    ${item("Nơi sinh", '<vue-select v-model="form.noiSinh" :options="PROVINCES"></vue-select>')}
    ${item("Nơi cấp", '<vue-multiselect v-model="form.noiCap" :options="PROVINCES" label="label" track-by="value" placeholder="Chọn"></vue-multiselect>')}
    ${item("Tình trạng hôn nhân", '<label v-for="one in [\'Độc thân\', \'Đã kết hôn\']" :key="one"><input type="radio" name="honNhan" v-model="form.honNhan" :value="one">{{ one }}</label>')}
  </i-form>`,
  data: { form: { gioiTinh: "", ngaySinh: "", ngayCap: "", ngayMy: "", tinh: "", xa: "", noiSinh: null, noiCap: null, honNhan: "" }, wards: [], PROVINCES },
  watch: {
    "form.tinh"(code) {
      this.form.xa = "";
      this.wards = [];
      setTimeout(() => { this.wards = (WARDS[code] ?? []).map((name) => ({ value: name, label: name })); }, LATE_MS);
    },
  },
});
screen.$mount(document.querySelector("form").appendChild(document.createElement("div")));
const plain = (value) => (value instanceof Date ? value.toLocaleDateString("sv") : (value?.value ?? value ?? ""));
window.portalModel = () => Object.fromEntries(Object.entries(screen.form).map(([name, value]) => [name, plain(value)]));
