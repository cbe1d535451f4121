// The fields of the portals built with jQuery. One list feeds the page in the browser, the checks and the table of dossiers.
// name: as the portal's own code calls it; widget: how it is drawn; from: what of the account fills and locks it; wiped: lost when the form is drawn anew.

const SEXES = [['1', 'Nam'], ['2', 'Nữ'], ['3', 'Khác']];
const of = (section, fields) => fields.map((field) => ({ section, ...field }));
const text = (name, label, more = {}) => ({ name, label, kind: 'text', ...more });
const date = (name, label, widget = 'plain', more = {}) => ({ name, label, kind: 'date', widget, ...more });
const select = (name, label, list, widget, more = {}) => ({ name, label, kind: 'select', list, widget, ...more });
const sex = (name, widget) => ({ name, label: 'Giới tính', kind: 'select', options: SEXES, widget });

/** Province, the district where there still is one, and the commune. */
const place = (province, district, commune, widget, required = false) => [
  select(province, 'Tỉnh/Thành phố', 'provinces', widget, { required }),
  select(district, 'Quận/Huyện', 'districts', widget, { parent: province, isDistrict: true }),
  select(commune, 'Phường/Xã', 'communes', widget, { parent: [province, district], former: district, required }),
];

/** B: iGate's older form. */
export const EFORM = [
  ...of('Thông tin người nộp hồ sơ', [
    text('CongDan_tenCongDan', 'Họ và tên', { required: true, from: 'fullName' }),
    text('CongDan_soCmnd', 'Số CMND/CCCD', { required: true, from: 'idNumber' }),
    date('CongDan_ngaySinhCongDan', 'Ngày sinh', 'plain', { wiped: true }),
    sex('CongDan_gioiTinhCongDan', 'bootstrap'),
    select('CongDan_danTocCongDan', 'Dân tộc', 'peoples', 'bootstrap', { wiped: true }),
    date('CongDan_ngayCapCmnd', 'Ngày cấp', 'datepicker', { wiped: true }),
    text('CongDan_noiCapCmnd', 'Nơi cấp'),
    select('CongDan_maDMQuocGia', 'Quốc tịch', 'countries', 'select2'),
    ...place('CongDan_maTinhThanh', 'CongDan_maQuanHuyen', 'CongDan_maPhuongXa', 'bootstrap', true),
    text('CongDan_diaChi', 'Địa chỉ', { wiped: true }),
    text('CongDan_diDong', 'Di động'), text('CongDan_email', 'Email'), text('CongDan_website', 'Website'),
  ]),
  ...of('Thông tin chủ hồ sơ', [
    text('ChuHoSo_tenChuHoSo', 'Họ và tên'), text('ChuHoSo_soCMNDChuHoSo', 'Số CMND/CCCD'), date('ChuHoSo_ngayCapCMNDCHS', 'Ngày cấp', 'datepicker'), text('ChuHoSo_noiCapCMNDCHS', 'Nơi cấp'),
    ...place('ChuHoSo_maTinhThanhCHS', 'ChuHoSo_maQuanHuyenCHS', 'ChuHoSo_maPhuongXaCHS', 'select2'),
    text('ChuHoSo_diaChiChuHoSo', 'Địa chỉ'),
  ]),
];

/** E: the Liferay form; no label stands in the page, each field's words are its title. */
export const BACNINH = of('Thông tin người nộp', [
  text('HoTen', 'Họ và tên', { required: true, from: 'fullName' }),
  text('SoGiayTo', 'Số CCCD/CMND', { required: true, from: 'idNumber' }),
  date('NgaySinh', 'Ngày sinh', 'inputmask', { wiped: true }),
  sex('GioiTinh', 'select2'),
  select('DanToc', 'Dân tộc', 'ethnicities', 'select2'),
  select('QuocTich', 'Quốc tịch', 'countries', 'select2'),
  date('NgayCap', 'Ngày cấp', 'inputmask'),
  select('NoiCap', 'Nơi cấp', 'issuers', 'select2', { wiped: true }),
  ...place('TinhThanh', 'QuanHuyen', 'PhuongXa', 'select2', true).map((field) => (field.name === 'PhuongXa' ? { ...field, widget: 'ajax' } : field)),
  text('DiaChi', 'Địa chỉ chi tiết', { wiped: true }),
  text('SoDienThoai', 'Số điện thoại'),
]);

/** H: the form of the Ministry of Public Security. */
export const BCA = [
  ...of('Nơi tiếp nhận', [
    ...place('cboRECEIVE_ADDR_CITY_ID', 'cboRECEIVE_ADDR_DISTRICT_ID', 'cboRECEIVE_ADDR_VILLAGE_ID', 'select2', true),
  ]),
  ...of('Thông tin người đề nghị', [
    text('txtFULLNAME', 'Họ, chữ đệm và tên', { required: true, from: 'fullName' }),
    { name: 'cboFORMAT_DATE', label: 'Định dạng ngày sinh', kind: 'select', options: [['1', 'Ngày/tháng/năm'], ['2', 'Chỉ có năm sinh']], widget: 'select2' },
    date('txtBIRTH_DATE', 'Ngày sinh', 'mask', { wiped: true }),
    sex('cboGENDER_ID', 'select2'),
    text('txtID_CARD_NUMBER', 'Số định danh cá nhân', { required: true, from: 'idNumber' }),
    text('txtPHONE_NUMBER', 'Số điện thoại', { wiped: true }),
  ]),
  ...of('Thông tin chủ hộ', [
    text('txtHH_HEAD_FULLNAME', 'Họ và tên chủ hộ'),
    { name: 'cboRELATIONSHIP_WITH_HHHEAD_ID', label: 'Quan hệ với chủ hộ', kind: 'select', options: [['1', 'Chủ hộ'], ['2', 'Vợ'], ['3', 'Chồng'], ['4', 'Con']], widget: 'select2' },
    text('txtID_CARD_NUMBER_HHEAD', 'Số định danh cá nhân chủ hộ'),
  ]),
];
