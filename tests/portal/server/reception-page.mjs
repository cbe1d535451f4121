// HTML of the reception screen.
import { escapeHtml as e } from './http.mjs';
import { optionsOf } from './lists.mjs';
import { fieldsFor } from './reception-fields.mjs';

const MENU = [['Tiếp nhận hồ sơ', '/tiep-nhan-ho-so'], ['Xử lý hồ sơ', '#'], ['Tra cứu hồ sơ', '/tra-cuu-ho-so'], ['Cấu hình sổ hồ sơ', '#'], ['Tra cứu Log LGSP HCM', '#']];

const star = (field) => (field.required ? ' <span class="bat-buoc">*</span>' : '');
const label = (field) => `<label for="${field.name}">${e(field.label)}${star(field)}</label>`;

function options(field, quirks) {
  const rows = optionsOf(field.list, quirks).map(([code, text]) => {
    const selected = field.name === 'quocGia' && code === 'VN' ? ' selected' : '';
    return `<option value="${e(code)}"${selected}>${e(text)}</option>`;
  });
  return `<option value="">-- Chọn --</option>${rows.join('')}`;
}

function control(field, quirks) {
  const attributes = `id="${field.name}" name="${field.name}"`;
  switch (field.kind) {
    case 'select': {
      const waits = ['districts', 'communes'].includes(field.list) ? ' disabled' : '';
      return `${label(field)}<select class="o-nhap chon" ${attributes}${waits}>${options(field, quirks)}</select>`;
    }
    case 'radio': {
      const buttons = field.options.map(([code, text]) => `<label class="nut-chon"><input type="radio" name="${field.name}" value="${code}"> ${text}</label>`);
      return `<fieldset id="${field.name}" class="nhom-chon"><legend>${e(field.label)}</legend><div class="hang-chon">${buttons.join('')}</div></fieldset>`;
    }
    case 'textarea': return `${label(field)}<textarea class="o-nhap" rows="2" ${attributes}></textarea>`;
    case 'date': return `${label(field)}<input class="o-nhap ngay" type="text" placeholder="dd/mm/yyyy" autocomplete="off" ${attributes}>`;
    case 'nativeDate': return `${label(field)}<input class="o-nhap" type="date" ${attributes}>`;
    default: return `${label(field)}<input class="o-nhap" type="${field.type ?? field.kind}" autocomplete="off" ${attributes}>`;
  }
}

function sections(quirks) {
  const groups = new Map();
  for (const field of fieldsFor(quirks)) {
    if (!groups.has(field.section)) groups.set(field.section, []);
    groups.get(field.section).push(`<div class="truong${field.wide ? ' rong' : ''}">${control(field, quirks)}<p class="loi" data-loi="${field.name}"></p></div>`);
  }
  return [...groups].map(([title, cells]) => `<section class="khoi"><h2>${e(title)}</h2><div class="luoi">${cells.join('')}</div></section>`);
}

const RESULT_ROWS = [
  ['kqSoDinhDanh', 'Số định danh'], ['kqSoCMND', 'Số CMND'], ['kqHoTen', 'Họ, chữ đệm và tên'], ['kqNgaySinh', 'Ngày, tháng, năm sinh'], ['kqGioiTinh', 'Giới tính theo CSDL'],
  ['kqQuocTich', 'Quốc tịch theo CSDL'], ['kqQueQuan', 'Quê quán theo CSDL'], ['kqThuongTru', 'Nơi thường trú theo CSDL'],
];

const lookupSection = `<section class="khoi"><h2>Khai thác CSDL quốc gia về dân cư</h2>
<div class="hang-nut"><button type="button" id="nutKiemTra" class="nut phu">Kiểm tra danh tính số</button><p id="ketQuaTraCuu" role="status" aria-live="polite"></p></div>
<table id="bangKetQua" class="bang" hidden><tbody>${RESULT_ROWS.map(([id, title]) => `<tr><th scope="row">${title}</th><td id="${id}"></td></tr>`).join('')}</tbody></table>
<div class="luoi"><div class="truong tron"><label for="ghiNhan">Ghi nhận khai thác thông tin cư trú</label><textarea class="o-nhap" id="ghiNhan" name="ghiNhan" rows="5"></textarea></div>
<div class="truong tron"><label for="ghiChu">Ghi chú</label><textarea class="o-nhap" id="ghiChu" name="ghiChu" rows="2"></textarea></div></div></section>`;

/** What the chip is to sign for this dossier, and where the evidence goes. */
const evidenceSection = (nonce, isZone) => `<section class="khoi"><h2>Bằng chứng đọc thẻ</h2><p>Mã đối chứng: <code id="maDoiChung">${nonce}</code></p>
<div class="truong tron">${isZone ? evidenceZone : evidenceField}</div></section>`;
const evidenceField = '<label for="bangChung">Tệp bằng chứng</label><textarea class="o-nhap" id="bangChung" name="bangChung" rows="2"></textarea>';
const evidenceZone = '<div id="khuTha" class="o-nhap" tabindex="0">Kéo tệp bằng chứng vào đây</div><ul id="tepDaTha"></ul><textarea id="bangChung" name="bangChung" hidden></textarea>';

function shell({ title, clerk, active, content, script }) {
  const menu = MENU.map(([text, href]) => `<li><a href="${href}"${text === active ? ' aria-current="page"' : ''}>${text}</a></li>`);
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>${e(title)}</title><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/assets/select2.css"><link rel="stylesheet" href="/assets/reception.css">${script}</head><body>
<header class="dau-trang"><div><p class="co-quan">ỦY BAN NHÂN DÂN THÀNH PHỐ – CỔNG MẪU</p><p class="he-thong">Hệ thống thông tin giải quyết thủ tục hành chính</p></div>
<p class="tai-khoan">Cán bộ: <b>${e(clerk.name)}</b><br>Tài khoản: <span id="taiKhoanCanBo">${e(clerk.account)}</span></p></header>
<div class="than"><nav class="menu" aria-label="Chức năng"><ul>${menu.join('')}</ul></nav><main>${content}</main></div>
<footer>Cổng mẫu để kiểm thử. Dữ liệu không thuộc về người thật.</footer></body></html>`;
}

/** The reception screen. */
export function receptionPage({ clerk, session, quirks }) {
  const content = `<h1>Tiếp nhận hồ sơ</h1><p class="thu-tuc">Thủ tục: <b>Đăng ký thường trú</b> – Lĩnh vực: Đăng ký, quản lý cư trú</p>
<form id="formTiepNhan" novalidate data-date-mask="${quirks.dateMask}" data-lookup-locks="${quirks.lookupLocks}" data-lookup-cells-ms="${quirks.lookupCellsMs}"><input type="hidden" name="_token" value="${session.token}">
${sections(quirks).join('')}${lookupSection}${quirks.evidence ? evidenceSection(session.nonce, quirks.evidenceZone) : ''}
<div class="hang-nut cuoi"><button type="submit" id="nutLuu" class="nut">Lưu hồ sơ</button><p id="ketQuaLuu" role="status" aria-live="polite"></p></div></form>`;
  return shell({ title: 'Tiếp nhận hồ sơ', clerk, active: 'Tiếp nhận hồ sơ', content, script: '<script src="/assets/reception.js" defer></script>' });
}

/** The list of dossiers taken so far. */
export function dossierListPage({ clerk, dossiers }) {
  const rows = dossiers.map((d) => `<tr><td>${e(d.number)}</td><td>${e(d.hoTen ?? '')}</td><td>${e(d.soCCCD ?? '')}</td><td>${e(d.clerk ?? '')}</td><td>${e(d.savedAt)}</td></tr>`);
  const content = `<h1>Tra cứu hồ sơ</h1><table class="bang danh-sach"><thead><tr><th>Số hồ sơ</th><th>Người nộp</th><th>Số CMND/CCCD</th><th>Cán bộ</th><th>Thời gian</th></tr></thead>
<tbody>${rows.join('') || '<tr><td colspan="5">Chưa có hồ sơ</td></tr>'}</tbody></table>`;
  return shell({ title: 'Tra cứu hồ sơ', clerk, active: 'Tra cứu hồ sơ', content, script: '' });
}
