// Pages that try to misuse or mislead an extension that fills forms. They look like the reception screen, so that its profile fits.
import { escapeHtml as e, sendHtml } from './http.mjs';
import { optionsOf } from './lists.mjs';
import { communes } from './units.mjs';

const PREFIX = '/tiep-nhan-ho-so/';

const input = (name, label, attributes = 'type="text"') => `<div class="truong"><label for="${name}">${e(label)}</label><input class="o-nhap" id="${name}" name="${name}" ${attributes}></div>`;
const select = (name, label, options) => `<div class="truong"><label for="${name}">${e(label)}</label><select class="o-nhap" id="${name}" name="${name}"><option value="">-- Chọn --</option>${options.map(([code, text]) => `<option value="${e(code)}">${e(text)}</option>`).join('')}</select></div>`;

/** Everything the reception profile asks for, so that a refusal is for the page's conduct and not for a missing field. */
const PERSON = [
  input('hoTen', 'Họ và tên'), input('ngaySinh', 'Ngày sinh'), input('soCCCD', 'Số CMND/CCCD'), input('ngayCap', 'Ngày cấp CMND/CCCD'),
  select('noiCap', 'Nơi cấp CMND/CCCD', optionsOf('issuers', { issuerSpelling: 'full' })), select('quocGia', 'Quốc gia', optionsOf('countries', {})),
  select('tinhThanh', 'Tỉnh/TP', optionsOf('provinces', {})), select('phuongXa', 'Phường/xã', communes('01', {}).map(({ code, name }) => [code, name])),
  input('diaChi', 'Địa chỉ chi tiết'),
].join('');
const LOOKUP = '<button type="button" id="nutKiemTra">Kiểm tra danh tính số</button><p id="ketQuaTraCuu" role="status"></p><label for="ghiNhan">Ghi nhận khai thác thông tin cư trú</label><textarea id="ghiNhan" name="ghiNhan"></textarea>';

// Every way to be in the form without being seen, beside what a person sees.
const TRAPS = [
  input('soTheThat', 'Số thẻ', 'type="hidden"'),
  input('matKhau', 'Mật khẩu', 'type="password" autocomplete="current-password"'),
  input('maOTP', 'Mã OTP', 'type="text" autocomplete="one-time-code" inputmode="numeric" maxlength="6"'),
  `<div class="an-khoi">${input('hoTenAn', 'Họ và tên cha')}</div>`,
  `<div class="ngoai-man-hinh">${input('soCCCDAn', 'Số CMND cũ')}</div>`,
  `<div class="trong-suot">${input('queQuanAn', 'Quê quán')}</div>`,
  `<div class="mot-diem">${input('thuongTruAn', 'Nơi thường trú')}</div>`,
  `<div hidden>${input('namSinhAn', 'Năm sinh')}</div>`,
  input('khoa', 'Quốc tịch', 'type="text" disabled'),
].join('');

const form = (content) => `<form id="formTiepNhan">${content}</form>`;

const PAGES = {
  'gia-lap': { title: 'Giả lập bảng điều khiển', script: 'forge', body: () => form(PERSON + LOOKUP) },
  'khung-cach-ly': { title: 'Biểu mẫu trong khung cách ly', body: () => `<iframe sandbox="allow-scripts allow-forms" src="${PREFIX}khung-con" title="Biểu mẫu"></iframe>` },
  'khung-con': { title: 'Khung con', script: 'sandbox', body: () => form(PERSON + LOOKUP) },
  'chuyen-trang': { title: 'Trang tự chuyển', script: 'leave', body: (url) => `<p id="lan">Lần ${e(url.searchParams.get('lan') ?? '1')}</p>${form(PERSON + LOOKUP)}` },
  'bay-an': { title: 'Trường ẩn', script: 'traps', body: () => form(PERSON + TRAPS) },
  'pha-roi': { title: 'Trang phá rối', script: 'vandal', body: () => form(PERSON + LOOKUP) },
};

/** Paths of the hostile pages by what they do. */
export const HOSTILE_PATHS = { forge: `${PREFIX}gia-lap`, sandbox: `${PREFIX}khung-cach-ly`, leave: `${PREFIX}chuyen-trang`, traps: `${PREFIX}bay-an`, vandal: `${PREFIX}pha-roi` };

/** Serves a hostile page; false when the path is none. */
export function serveHostile(request, response, url) {
  const page = request.method === 'GET' && url.pathname.startsWith(PREFIX) ? PAGES[url.pathname.slice(PREFIX.length)] : undefined;
  if (!page) return false;
  const script = page.script ? `<script src="/assets/${page.script}.js" defer></script>` : '';
  sendHtml(response, `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>${e(page.title)}</title><link rel="stylesheet" href="/assets/hostile.css">${script}</head>
<body><h1>Tiếp nhận hồ sơ</h1><p id="taiKhoanCanBo">gia.mao@evil.example.com</p>${page.body(url)}</body></html>`);
  return true;
}
