// The clerk's screen in Vue 2 with Vuetify 1.5: captions stand beside their inputs, the model is the component's own.
import Vue from 'vue';
import Vuetify from 'vuetify';
import { list, quirks, save } from '../family/server.js';

Vue.use(Vuetify);
Vue.config.productionTip = false;

const WIDE = 'xs12 sm4';
const WIPED = ['address', 'contactTelNo', 'idDate'];
const row = (caption, control) => `<v-flex ${WIDE}><v-subheader class="px-0">${caption}:</v-subheader>${control}</v-flex>`;
const box = (model, more = '') => `<v-text-field v-model="model.${model}" box clearable ${more}></v-text-field>`;
const pick = (model, items, more = '') => `<v-autocomplete v-model="model.${model}" :items="${items}" item-text="name" item-value="code" box clearable ${more}></v-autocomplete>`;


// Two ways in which these screens have a date chosen: activator and text beside the picker's own model; or one model, taken back unless it is confirmed.
const BIRTH = `<v-menu v-model="open.birthDate" :close-on-content-click="false" :disabled="locked" lazy full-width min-width="290px">
<v-text-field slot="activator" :value="shown(model.birthDate)" box readonly append-icon="event"></v-text-field>
<v-date-picker ref="births" v-model="model.birthDate" locale="vi" max="2030-12-31" min="1900-01-01" @change="open.birthDate = false"></v-date-picker></v-menu>`;
const ISSUED = `<v-menu ref="issued" v-model="open.idDate" :close-on-content-click="false" :return-value.sync="model.idDate" lazy full-width>
<template v-slot:activator="{ on }"><v-text-field v-model="model.idDate" box clearable readonly v-on="on"></v-text-field></template>
<v-date-picker v-model="model.idDate" locale="vi" no-title><v-spacer></v-spacer><v-btn flat @click="open.idDate = false">Huỷ</v-btn><v-btn flat @click="$refs.issued.save(model.idDate)">Đồng ý</v-btn></v-date-picker></v-menu>`;
const date = (model, picker, more) => `<template v-if="pickOnly">${picker}</template><template v-else>${box(model, `mask="##/##/####" ${more}`)}</template>`;

const TEMPLATE = `<v-app><v-content><v-container grid-list-lg><h1>Tiếp nhận hồ sơ</h1><form v-if="left === 'login'"><v-subheader>Số CCCD:</v-subheader><v-text-field v-model="account"></v-text-field><input type="password"></form><form v-if="!left" id="form_applicantInfo" @submit.prevent="send"><v-layout wrap>
${row('Số CCCD', box('applicantIdNo', ':readonly="locked"'))}${row('Họ và tên', box('applicantName', ':readonly="locked"'))}${row('Ngày sinh', date('birthDate', BIRTH, 'placeholder="dd/mm/yyyy"'))}
${row('Giới tính', '<v-radio-group v-model="model.gender" row><v-radio v-for="[code, name] in sexes" :key="code" :label="name" :value="code"></v-radio></v-radio-group>')}
${row('Ngày cấp', date('idDate', ISSUED, ''))}${row('Nơi cấp', '<v-select v-model="model.idPlace" :items="issuers" item-text="name" item-value="code" box clearable></v-select>')}
${row('Tỉnh/Thành phố', pick('cityCode', 'cities'))}<template v-if="threeLevels">${row('Quận/Huyện', pick('districtCode', 'districts', ':disabled="!model.cityCode"'))}</template>
${row('Xã/Phường', pick('wardCode', 'wards', ':loading="loading" :disabled="!wardParent"'))}${row('Địa chỉ', box('address'))}${row('Số điện thoại', box('contactTelNo'))}${row('Địa chỉ email', box('contactEmail'))}
</v-layout><v-btn type="submit" color="primary">Lưu hồ sơ</v-btn></form><p role="status">{{ outcome }}</p></v-container></v-content></v-app>`;

/** What a mask leaves are eight digits; a picker holds the day itself. */
const isoDay = (held) => (/^\d{8}$/.test(held ?? '') ? `${held.slice(4)}-${held.slice(2, 4)}-${held.slice(0, 2)}` : held ?? '');

const empty = () => ({
  applicantIdNo: quirks.readonlyAccount ? quirks.account.idNumber : '', applicantName: quirks.readonlyAccount ? quirks.account.fullName : '', birthDate: (quirks.readonlyAccount && quirks.account.dateOfBirth) || '', gender: '', idDate: '', idPlace: '',
  cityCode: '', districtCode: '', wardCode: '', address: '', contactTelNo: '', contactEmail: '',
});

const screen = new Vue({
  el: '#app',
  template: TEMPLATE,
  data: {
    model: empty(), left: '', account: '', outcome: '', loading: false, locked: quirks.readonlyAccount, pickOnly: quirks.pickOnly, open: { birthDate: false, idDate: false }, threeLevels: quirks.districts, wiped: !quirks.rerenderWipe,
    sexes: [['1', 'Nam'], ['2', 'Nữ'], ['3', 'Khác']], cities: [], districts: [], wards: [], issuers: [],
  },
  computed: { wardParent() { return this.threeLevels ? this.model.districtCode : this.model.cityCode; } },
  watch: {
    model: { deep: true, handler() { window.portalHook?.(); } },
    // As these screens do for dates of birth: the year is asked first.
    'open.birthDate'(isOpen) { if (isOpen) setTimeout(() => { this.$refs.births.activePicker = 'YEAR'; }); },
    async 'model.cityCode'(code) {
      Object.assign(this.model, { districtCode: '', wardCode: '' });
      if (this.threeLevels) this.districts = code ? await list('districts', code) : [];
      if (this.wiped || !code) return;
      // The known fault of these forms: it happens once.
      this.wiped = true;
      for (const name of WIPED) this.model[name] = '';
    },
    async wardParent(code) {
      Object.assign(this, { wards: [], loading: true });
      this.model.wardCode = '';
      const found = code ? await list('communes', code) : [];
      if (code === this.wardParent) Object.assign(this, { wards: found, loading: false });
    },
  },
  async created() {
    [this.cities, this.issuers] = await Promise.all([list('provinces'), list('issuers')]);
  },
  methods: {
    shown: (iso) => (iso ? iso.split('-').reverse().join('/') : ''),
    held() {
      const model = Object.fromEntries(Object.entries(this.model).map(([name, value]) => [name, value ?? '']));
      return { ...model, birthDate: isoDay(model.birthDate), idDate: isoDay(model.idDate) };
    },
    async send() {
      const { number, message, details = [] } = await save(this.held());
      this.outcome = number ? `Đã lưu hồ sơ số ${number}` : `${message} ${details.join(', ')}`;
    },
  },
});

/** What the component's model holds. */
window.portalModel = () => screen.held();
window.portalActs = { set: (name, value) => { screen.model[name] = value; }, remove: () => { screen.left = 'removed'; }, login: () => { screen.left = 'login'; } };
