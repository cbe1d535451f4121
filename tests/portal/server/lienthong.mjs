// Family D: interlinked procedures in Angular with Material and ng-select; a field's name is its component's formcontrolname.
import { makeFamily } from './family.mjs';

const text = (name, required = false) => ({ name, kind: 'text', required });
const select = (name, list, more = {}) => ({ name, kind: 'select', list, ...more });

const fields = [
  text('NycHoTen', true),
  { name: 'NycNgaySinh', kind: 'date' },
  { name: 'NycGioiTinh', kind: 'radio', options: [['1', 'Nam'], ['2', 'Nữ'], ['3', 'Khác']] },
  select('NycDanToc', 'ethnicities'),
  select('NycQuocTich', 'countries'),
  text('NycSoGiayto', true),
  { name: 'NycNgayCap', kind: 'date' },
  select('NycNoiCap', 'issuers'),
  { name: 'NycQuanHe', kind: 'select', options: [['1', 'Cha'], ['2', 'Mẹ'], ['3', 'Người thân khác']] },
  select('NycTinh', 'provinces', { required: true }),
  select('NycHuyen', 'districts', { parent: 'NycTinh' }),
  select('NycXa', 'communes', { parent: ['NycTinh', 'NycHuyen'], required: true }),
  text('NycDiaChi'),
  text('ChaHoTen'),
  text('ChaSoGiayto'),
  { name: 'CamKet', kind: 'switch' },
];

export const lienthong = makeFamily({
  name: 'lienthong', host: 'lienthong.example.gov.vn', address: '/#/ke-khai/1.004222', title: 'Liên thông thủ tục hành chính', fields,
  scripts: ({ mdc }) => [mdc ? 'lienthongmdc.js' : 'lienthong.js'],
  styles: ({ mdc }) => [mdc ? 'material.css' : 'materiallegacy.css', 'ngselect.css'], pages: { '/': { body: '<app-root></app-root>' } },
});
