// Lists of Vuetify 2; `window.portalModel` gives the component's data.
import Vue from "vue";
import Vuetify from "vuetify2/dist/vuetify.js";
import look from "vuetify2/dist/vuetify.css";
import { wear } from "./style.page.js";

wear(look);
Vue.use(Vuetify);
const items = ["Thành phố Hà Nội", "Thành phố Hải Phòng", "Tỉnh Cà Mau", "Tỉnh An Giang"].map((text, index) => ({ value: String(index + 1), text }));
const host = document.createElement("div");
document.querySelector("form").append(host);
const vm = new Vue({
  vuetify: new Vuetify(),
  data: () => ({ form: { tinh: null, noiSinh: null, gioiTinh: null }, items }),
  template: `<v-app><v-select v-model="form.tinh" label="Tỉnh/Thành phố" :items="items"/><v-autocomplete v-model="form.noiSinh" label="Nơi sinh" :items="items"/>
    <v-radio-group v-model="form.gioiTinh" label="Giới tính"><v-radio label="Nam" value="1"/><v-radio label="Nữ" value="2"/></v-radio-group></v-app>`,
}).$mount(host);
window.portalModel = () => JSON.parse(JSON.stringify(vm.form));
