// The fields of the reception screen, in its order. One list feeds the page, the checks and the table of dossiers.
// kind: text | date (dd/MM/yyyy) | nativeDate | number | textarea | radio | select; `more`: only with that switch.

const section = (title, fields) => fields.map((field) => ({ section: title, ...field }));

const base = section('Thông tin người nộp hồ sơ', [
  { name: 'hoTen', label: 'Họ và tên', kind: 'text', required: true, wide: true },
  { name: 'ngaySinh', label: 'Ngày sinh', kind: 'date', required: true },
  { name: 'gioiTinh', label: 'Giới tính', kind: 'radio', options: [['1', 'Nam'], ['2', 'Nữ'], ['3', 'Khác']] },
  { name: 'soDienThoai', label: 'Số điện thoại', kind: 'text', type: 'tel' },
  { name: 'email', label: 'Email', kind: 'text', type: 'email' },
  { name: 'soCCCD', label: 'Số CMND/CCCD', kind: 'text', required: true, pattern: /^(\d{9}|\d{12})$/ },
  { name: 'ngayCap', label: 'Ngày cấp CMND/CCCD', kind: 'date' },
  { name: 'noiCap', label: 'Nơi cấp CMND/CCCD', kind: 'select', list: 'issuers', wide: true },
  { name: 'quocGia', label: 'Quốc gia', kind: 'select', list: 'countries' },
  { name: 'tinhThanh', label: 'Tỉnh/TP', kind: 'select', list: 'provinces', required: true },
  { name: 'quanHuyen', label: 'Quận/huyện', kind: 'select', list: 'districts', only: 'districts' },
  { name: 'phuongXa', label: 'Phường/xã', kind: 'select', list: 'communes', required: true },
  { name: 'diaChi', label: 'Địa chỉ chi tiết', kind: 'text', wide: true },
  { name: 'coQuan', label: 'Cơ quan/Doanh nghiệp', kind: 'text', wide: true },
  { name: 'soCMNDCu', label: 'Số CMND cũ', kind: 'text' },
  { name: 'danToc', label: 'Dân tộc', kind: 'select', list: 'ethnicities' },
  { name: 'tonGiao', label: 'Tôn giáo', kind: 'select', list: 'religions' },
]);

const more = [
  ...section('Thông tin bổ sung', [
    { name: 'quocTich', label: 'Quốc tịch', kind: 'text' },
    { name: 'namSinh', label: 'Năm sinh', kind: 'number' },
    { name: 'ngayHetHan', label: 'Ngày hết hạn', kind: 'date' },
    { name: 'soThe', label: 'Số thẻ', kind: 'text' },
    { name: 'dacDiem', label: 'Đặc điểm nhân dạng', kind: 'text', wide: true },
    { name: 'queQuan', label: 'Quê quán', kind: 'textarea', wide: true },
    { name: 'thuongTru', label: 'Nơi thường trú', kind: 'textarea', wide: true },
    { name: 'hoTenCha', label: 'Họ và tên cha', kind: 'text' },
    { name: 'hoTenMe', label: 'Họ và tên mẹ', kind: 'text' },
    { name: 'hoTenVoChong', label: 'Họ và tên vợ/chồng', kind: 'text' },
  ]),
  ...section('Người nhận kết quả', [
    { name: 'hoTenNguoiNhan', label: 'Họ và tên người nhận kết quả', kind: 'text', wide: true },
    { name: 'ngaySinhNguoiNhan', label: 'Ngày sinh người nhận kết quả', kind: 'nativeDate' },
    { name: 'gioiTinhNguoiNhan', label: 'Giới tính người nhận kết quả', kind: 'text' },
    { name: 'soCCCDNguoiNhan', label: 'Số CMND/CCCD người nhận kết quả', kind: 'text' },
    { name: 'ngayCapNguoiNhan', label: 'Ngày cấp giấy tờ người nhận kết quả', kind: 'date' },
    { name: 'noiCapNguoiNhan', label: 'Nơi cấp giấy tờ người nhận kết quả', kind: 'text', wide: true },
    { name: 'diaChiNguoiNhan', label: 'Địa chỉ người nhận kết quả', kind: 'textarea', wide: true },
  ]),
].map((field) => ({ ...field, only: 'more' }));

/** Every field the screen can have. */
export const ALL_FIELDS = [...base, ...more];

/** The fields of the screen with these switches. */
export const fieldsFor = (quirks) => ALL_FIELDS.filter(({ only }) => !only || quirks[only]);
