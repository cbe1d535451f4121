// The form.io definition of the iGate 2 application form: keys as on the real e-forms, remote selects, flatpickr dates.

const SELECT_TEMPLATE = '<span>{{ item.name }}</span>';

const text = (key, label, extra = {}) => ({ type: 'textfield', key, label, input: true, ...extra });

const date = (key, label) => ({
  type: 'datetime', key, label, input: true, enableTime: false, allowInput: true, format: 'dd/MM/yyyy', placeholder: 'dd/mm/yyyy',
  datePicker: { minDate: '1900-01-01' }, widget: { type: 'calendar', altInput: true, allowInput: true, enableTime: false, format: 'dd/MM/yyyy', locale: 'vi', noCalendar: false, mode: 'single' },
});

const select = (key, label, url, extra = {}) => ({
  type: 'select', key, label, input: true, widget: 'choicesjs', dataSrc: 'url', data: { url, headers: [] }, valueProperty: '', template: SELECT_TEMPLATE,
  searchEnabled: true, lazyLoad: true, limit: 500, disableLimit: true, noRefreshOnScroll: true, placeholder: '-- Chọn --', ...extra,
});

const gender = (key, label) => ({ type: 'radio', key, label, input: true, inline: true, values: [{ label: 'Nam', value: '1' }, { label: 'Nữ', value: '2' }, { label: 'Khác', value: '3' }] });

const row = (...cells) => ({
  type: 'columns', key: `cot_${cells[0].key}`, input: false,
  columns: cells.map((cell) => ({ components: [cell], width: 12 / cells.length, offset: 0, push: 0, pull: 0, size: 'md' })),
});

const section = (key, title, components, extra = {}) => ({ type: 'fieldset', key, legend: title, input: false, components, ...extra });
const required = { validate: { required: true } };

/** Province and the commune below it; the commune's key kept its old name "district" (§1.6). */
function place(provinceKey, districtKey, extra = {}) {
  return row(
    select(provinceKey, 'Tỉnh/Thành phố', '/vi/api/place?level=province', extra),
    select(districtKey, 'Phường/Xã', `/vi/api/place?level=commune&parent={{ data.${provinceKey}.id }}`, { refreshOn: provinceKey, clearOnRefresh: true, ...extra }),
  );
}

/** A field that the signed-in account fills and locks. */
const fromAccount = (value, locked) => (locked ? { defaultValue: value, attributes: { readonly: 'readonly' } } : {});

function applicant(quirks) {
  const issuerKey = quirks.issuerKey;
  return section('thongTinNguoiNop', 'Thông tin người nộp hồ sơ', [
    { type: 'radio', key: 'chonDoiTuong', label: 'Đối tượng nộp hồ sơ', input: true, inline: true, defaultValue: 'canhan', values: [{ label: 'Cá nhân', value: 'canhan' }, { label: 'Tổ chức/Doanh nghiệp', value: 'tochuc' }] },
    row(text('fullname', 'Họ và tên', { ...required, ...fromAccount(quirks.account.fullName, quirks.readonlyAccount) }), date('birthday', 'Ngày sinh')),
    row(gender('gender', 'Giới tính'), select('nation', 'Quốc tịch', '/vi/api/category?name=nation')),
    row(text('identityNumber', 'Số CMND/CCCD', { ...required, ...fromAccount(quirks.account.idNumber, quirks.readonlyAccount) }), date('identityDate', 'Ngày cấp')),
    select(issuerKey, 'Nơi cấp', '/vi/api/category?name=issuer'),
    place('province', 'district', required),
    row(text('village', 'Thôn/Tổ dân phố'), text('address', 'Địa chỉ chi tiết')),
    row(text('phoneNumber', 'Số điện thoại'), text('email', 'Email'), text('fax', 'Fax')),
  ]);
}

const organisation = section('thongTinToChuc', 'Thông tin tổ chức', [
  row(text('ownerOrganizationFullname', 'Tên tổ chức/Doanh nghiệp'), text('ownerTaxCode', 'Mã số thuế')),
], { conditional: { show: true, when: 'chonDoiTuong', eq: 'tochuc' } });

const owner = section('thongTinChuHoSo', 'Thông tin chủ hồ sơ', [
  { type: 'checkbox', key: 'isOwnerDossierCheck', label: 'Người nộp hồ sơ là chủ hồ sơ', input: true },
  row(text('ownerFullname', 'Họ và tên chủ hồ sơ'), date('ownerBirthday', 'Ngày sinh chủ hồ sơ')),
  row(gender('ownerGender', 'Giới tính chủ hồ sơ'), select('ownerNation', 'Quốc tịch chủ hồ sơ', '/vi/api/category?name=nation')),
  row(text('ownerIdentityNumber', 'Số CMND/CCCD chủ hồ sơ'), date('ownerIdentityDate', 'Ngày cấp giấy tờ chủ hồ sơ')),
  select('ownerIdentityAgency22', 'Nơi cấp giấy tờ chủ hồ sơ', '/vi/api/category?name=issuer'),
  place('ownerProvince', 'ownerDistrict'),
  row(text('ownerAddress', 'Địa chỉ chi tiết chủ hồ sơ'), text('ownerPhoneNumber', 'Số điện thoại chủ hồ sơ'), text('ownerEmail', 'Email chủ hồ sơ')),
]);

/**
 * The form with these switches.
 * @param {{issuerKey: 'identityAgency'|'idIssuePlace', readonlyAccount: boolean, account: {fullName, idNumber}}} quirks
 */
export const igateForm = (quirks) => ({ display: 'form', title: 'Thông tin hồ sơ', components: [applicant(quirks), organisation, owner] });

function inputsOf(components) {
  return components.flatMap((component) => {
    if (component.input) return [component];
    return inputsOf(component.components ?? component.columns.flatMap((column) => column.components));
  });
}

const everyKey = ['identityAgency', 'idIssuePlace'].flatMap((issuerKey) => inputsOf(igateForm({ issuerKey, readonlyAccount: false, account: {} }).components));

/** Every key a submission can hold, with its component; `coded` when a code stands behind the shown text. */
export const APPLICATION_KEYS = [...new Map(everyKey.map((c) => [c.key, { key: c.key, type: c.type, values: c.values, coded: c.type === 'select' || c.type === 'radio' }])).values()];
