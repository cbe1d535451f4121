// Family I: OpenCPS's reception screen in Vue 2 with Vuetify 1.5; its inputs have neither name nor id.
import { makeFamily } from './family.mjs';

const text = (name, required = false) => ({ name, kind: 'text', required });
const select = (name, list, more = {}) => ({ name, kind: 'select', list, ...more });

const fields = [
  text('applicantIdNo', true),
  text('applicantName', true),
  { name: 'birthDate', kind: 'date' },
  { name: 'gender', kind: 'radio', options: [['1', 'Nam'], ['2', 'Nữ'], ['3', 'Khác']] },
  { name: 'idDate', kind: 'date' },
  select('idPlace', 'issuers'),
  text('address'),
  select('cityCode', 'provinces', { required: true }),
  select('districtCode', 'districts', { parent: 'cityCode' }),
  select('wardCode', 'communes', { parent: ['cityCode', 'districtCode'], required: true }),
  text('contactTelNo'),
  text('contactEmail'),
];

export const opencps = makeFamily({
  name: 'opencps', host: 'opencps.example.gov.vn', address: '/web/mot-cua/tiep-nhan', title: 'Một cửa điện tử', fields,
  scripts: () => ['opencps.js'], styles: () => ['vuetify.css'], pages: { '/web/mot-cua/tiep-nhan': {} },
});
