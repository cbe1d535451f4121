// Lists and choices of Element UI; `window.portalModel` gives the component's data.
import Vue from "vue";
import ElementUI from "element-ui";
import look from "element-ui/lib/theme-chalk/index.css";
import { wear } from "./style.page.js";

wear(look);
Vue.use(ElementUI);
const PROVINCES = ["Thành phố Hà Nội", "Thành phố Hải Phòng", "Tỉnh Cà Mau", "Tỉnh An Giang"].map((name, index) => ({ id: String(index + 1), name }));
const host = document.createElement("div");
document.querySelector("form").append(host);
const vm = new Vue({
  data: () => ({ form: { danToc: "", tinh: "", gioiTinh: "" }, PROVINCES, PEOPLES: ["Kinh", "Tày", "Thái"].map((name, index) => ({ id: `0${index + 1}`, name })) }),
  template: `<el-form :model="form" label-width="160px">
    <el-form-item label="Dân tộc"><el-select v-model="form.danToc" placeholder="Chọn"><el-option v-for="one in PEOPLES" :key="one.id" :label="one.name" :value="one.id"/></el-select></el-form-item>
    <el-form-item label="Tỉnh/Thành phố"><el-select v-model="form.tinh" filterable placeholder="Chọn"><el-option v-for="one in PROVINCES" :key="one.id" :label="one.name" :value="one.id"/></el-select></el-form-item>
    <el-form-item label="Giới tính"><el-radio-group v-model="form.gioiTinh"><el-radio label="1">Nam</el-radio><el-radio label="2">Nữ</el-radio></el-radio-group></el-form-item>
  </el-form>`,
}).$mount(host);
window.portalModel = () => JSON.parse(JSON.stringify(vm.form));
