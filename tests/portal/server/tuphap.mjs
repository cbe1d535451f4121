// Family C: forms of the justice ministry's kind, made of custom elements that hold their values themselves.
import { makeFamily } from './family.mjs';

const ADDRESS = '/nop-ho-so/1024';

const text = (name, required = false) => ({ name, kind: 'text', required });
const select = (name, list, more = {}) => ({ name, kind: 'select', list, ...more });

const fields = [
  text('NYC_HoVaTenC', true),
  { name: 'NYC_NgaySinhC', kind: 'date' },
  { name: 'NYC_GioiTinhC', kind: 'radio', options: [['1', 'Nam'], ['2', 'Nữ'], ['3', 'Khác']] },
  select('NYC_DanTocC', 'ethnicities'),
  select('NYC_QuocTichC', 'countries'),
  { name: 'NYC_LoaiGiayToDinhDanhC', kind: 'select', options: [['1', 'Căn cước công dân'], ['2', 'Thẻ căn cước'], ['3', 'Hộ chiếu']] },
  text('NYC_SoDinhDanhC', true),
  text('NYC_SoGiayToC'),
  { name: 'NYC_NgayCapDDC', kind: 'date' },
  select('NYC_NoiCapDDC', 'issuers'),
  select('NYC_NoiCuTruC_QuocGia', 'countries'),
  select('NYC_NoiCuTruC_Tinh', 'provinces', { required: true }),
  select('NYC_NoiCuTruC_Xa', 'communes', { parent: 'NYC_NoiCuTruC_Tinh', required: true }),
  text('NYC_NoiCuTruC_ChiTiet'),
  text('NDK_HoVaTenC'),
  { name: 'NDK_NgaySinhC', kind: 'date' },
  text('NDK_SoDinhDanhC'),
];

export const tuphap = makeFamily({
  name: 'tuphap', host: 'tuphap.example.gov.vn', address: ADDRESS, title: 'Nộp hồ sơ trực tuyến', fields,
  scripts: () => ['tuphap.js'], styles: () => ['tuphap.css'], pages: { [ADDRESS]: {} },
});
