// Families B, E and H: forms built with jQuery and its plugins.
import { makeFamily } from './family.mjs';
import { BACNINH, BCA, EFORM } from './jquery-fields.mjs';

const portal = (name, host, address, title, fields, styles) => makeFamily({
  name, host, address, title, fields, scripts: () => [`${name}.js`], styles: () => ['bootstrap.css', 'select2.css', ...styles], pages: { [address]: {} },
});

export const eform = portal('eform', 'eform.example.gov.vn', '/dich-vu-cong/tiep-nhan-online/nhap-thong-tin-ho-so', 'Nhập thông tin hồ sơ', EFORM, ['bootstrapselect.css', 'datepicker.css']);
export const bacninh = portal('bacninh', 'liferay.example.gov.vn', '/web/guest/eform', 'Nộp trực tuyến', BACNINH, []);
export const bca = portal('bca', 'cutru.example.gov.vn', '/ke-khai', 'Kê khai hồ sơ', BCA, []);
