// Ways to have a date chosen with Vuetify 1.5 that the sample portal has not; `window.portalModel` gives what the page's model holds.
import Vue from "vue";
import Vuetify from "vuetify";

Vue.use(Vuetify);
Vue.config.productionTip = false;

const field = (name, label, more = "") => `<v-text-field v-model="model.${name}" label="${label}" readonly ${more}></v-text-field>`;
const screen = new Vue({
  template: `<v-app><v-dialog v-model="open.form" fullscreen><v-card>
<v-dialog ref="thoai" v-model="open.thoai" :return-value.sync="model.thoai" persistent lazy full-width width="290px"><template v-slot:activator="{ on }">${field("thoai", "Ngày hẹn", 'v-on="on"')}</template>
<v-date-picker v-model="model.thoai" min="2020-01-01"><v-btn @click="open.thoai = false">Cancel</v-btn><v-btn @click="$refs.thoai.save(model.thoai)">OK</v-btn></v-date-picker></v-dialog>
<v-dialog v-model="open.cu" lazy width="290px">${field("cu", "Ngày nhập", 'slot="activator"')}<v-date-picker v-model="model.cu" reactive no-title @change="open.cu = false"></v-date-picker></v-dialog>
<v-menu v-model="open.thang" :close-on-content-click="false">${field("thang", "Ngày tháng", 'slot="activator"')}<v-date-picker v-model="model.thang" type="month"></v-date-picker></v-menu>
<v-menu v-model="open.khac">${field("khac", "Ngày khác", 'slot="activator"')}<p>Không có lịch</p></v-menu>
<v-menu disabled>${field("khoa", "Ngày khoá", 'slot="activator"')}<v-date-picker v-model="model.khoa"></v-date-picker></v-menu>
<v-menu v-model="open.noi"><v-text-field slot="activator" :value="spoken" label="Ngày bằng chữ" readonly></v-text-field><v-date-picker v-model="model.noi"></v-date-picker></v-menu>
${field("rieng", "Ngày riêng")}</v-card></v-dialog></v-app>`,
  data: { model: { thoai: "", cu: "", thang: "", khac: "", khoa: "", noi: "", rieng: "" }, open: { form: true, thoai: false, cu: false, thang: false, khac: false, noi: false } },
  computed: {
    spoken() {
      const [year, month, day] = this.model.noi.split("-").map(Number);
      return this.model.noi === "" ? "" : `${day} Tháng ${month}, ${year}`;
    },
  },
});
screen.$mount(document.querySelector("form").appendChild(document.createElement("div")));

window.portalModel = () => ({ ...screen.model });
/** The form stands in a dialog itself. */
window.openWidgets = () => Object.keys(screen.open).filter((name) => screen.open[name]);
