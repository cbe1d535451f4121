// Vuetify 2 on Vue 2: dates that a v-date-picker in a menu or dialog writes; `window.portalModel` is Vue's data.
import Vue from "vue";
import Vuetify from "vuetify2/dist/vuetify.js";
import style from "vuetify2/dist/vuetify.css";
import { wear } from "./style.page.js";

wear(style);
Vue.use(Vuetify);
Vue.config.productionTip = false;

const vietnamese = (name) => `:value="spoken(model.${name})"`;
const field = (name, label, value = `v-model="model.${name}"`, more = "readonly") => `<v-text-field ${value} label="${label}" ${more} v-bind="attrs" v-on="on"></v-text-field>`;
const menu = (name, label, { value, more, picker = "", menu: own = ':close-on-content-click="false"' } = {}) => `<v-menu v-model="open.${name}" ${own} min-width="auto"><template v-slot:activator="{ on, attrs }">${field(name, label, value, more)}</template>
<v-date-picker v-model="model.${name}" ${picker}></v-date-picker></v-menu>`;
const NAMES = ["viet", "iso", "clear", "thoai", "khoa", "sua", "nam", "rieng", "tuoi"];
const screen = new Vue({
  vuetify: new Vuetify(),
  template: `<v-app>${menu("viet", "Ngày sinh", { value: vietnamese("viet"), picker: 'locale="vi" @input="open.viet = false"' })}
${menu("iso", "Ngày cấp", { picker: '@input="open.iso = false" no-title' })}
${menu("clear", "Ngày xoá được", { more: "readonly clearable", picker: 'scrollable @input="open.clear = false"' })}
<v-dialog ref="thoai" v-model="open.thoai" :return-value.sync="model.thoai" persistent width="290px"><template v-slot:activator="{ on, attrs }">${field("thoai", "Ngày hẹn")}</template>
<v-date-picker v-model="model.thoai" min="2020-01-01"><v-spacer></v-spacer><v-btn text @click="open.thoai = false">Huỷ</v-btn><v-btn text @click="$refs.thoai.save(model.thoai)">Chọn</v-btn></v-date-picker></v-dialog>
${menu("khoa", "Ngày khoá", { menu: "disabled" })}
${menu("sua", "Ngày gõ được", { more: "" })}
${menu("nam", "Tháng năm", { picker: 'type="month"' })}
<v-text-field v-model="model.rieng" label="Ngày riêng" readonly></v-text-field>
${menu("tuoi", "Ngày theo năm", { picker: ':active-picker.sync="view" max="2026-12-31" min="1950-01-01" @input="open.tuoi = false"' })}
</v-app>`,
  data: { model: Object.fromEntries(NAMES.map((name) => [name, ""])), open: Object.fromEntries(NAMES.map((name) => [name, false])), view: "YEAR" },
  methods: { spoken: (iso) => (iso === "" ? "" : iso.split("-").reverse().join("/")) },
});
screen.$mount(document.querySelector("form").appendChild(document.createElement("div")));
window.portalModel = () => Object.fromEntries(Object.entries(screen.model).map(([name, value]) => [name, value ?? ""]));
window.openWidgets = () => Object.keys(screen.open).filter((name) => screen.open[name]).length;
