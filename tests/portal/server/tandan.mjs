// Family J: a clerk's reception screen in React with Ant Design; a field's name is its input's id.
import { makeFamily } from './family.mjs';

const text = (name, required = false) => ({ name, kind: 'text', required });
const select = (name, list, more = {}) => ({ name, kind: 'select', list, ...more });

const fields = [
  { name: 'loaiDoiTuong', kind: 'radio', options: [['1', 'Cá nhân'], ['2', 'Tổ chức'], ['3', 'Doanh nghiệp']] },
  text('soGiayToChuHoSo', true),
  text('chuHoSo', true),
  { name: 'ngaySinhChuHoSo', kind: 'date' },
  { name: 'gioiTinhChuHoSo', kind: 'radio', options: [['1', 'Nam'], ['2', 'Nữ'], ['3', 'Khác']] },
  select('danTocChuHoSo', 'ethnicities'),
  select('quocTichChuHoSo', 'countries'),
  { name: 'ngayCapGiayTo', kind: 'date' },
  select('noiCapGiayTo', 'issuers'),
  text('soDienThoaiChuHoSo'),
  text('emailChuHoSo'),
  select('tinhThanhChuHoSo', 'provinces', { required: true }),
  select('quanHuyenChuHoSo', 'districts', { parent: 'tinhThanhChuHoSo' }),
  select('xaPhuongChuHoSo', 'communes', { parent: ['tinhThanhChuHoSo', 'quanHuyenChuHoSo'], required: true }),
  text('diaChiChuHoSo'),
  { name: 'uyQuyen', kind: 'switch' },
];

export const tandan = makeFamily({
  name: 'tandan', host: 'tandan.example.gov.vn', address: '/mot-cua/tiep-nhan-ho-so/them-moi', title: 'Tiếp nhận hồ sơ', fields,
  scripts: ({ antd }) => [`tandan${antd}.js`],
  styles: ({ antd }) => (antd === 4 ? ['antd4.css', 'tandan.css'] : ['tandan.css']),
  pages: { '/mot-cua/tiep-nhan-ho-so/them-moi': {} },
});
