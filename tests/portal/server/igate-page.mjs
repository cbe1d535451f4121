// HTML of the iGate 2 application page: header, stepper, one panel a step.
import { escapeHtml as e } from './http.mjs';

const STEPS = ['Thông tin hồ sơ', 'Thành phần hồ sơ', 'Phí, lệ phí', 'Nộp hồ sơ'];
const PAPERS = [['Tờ khai thay đổi thông tin cư trú (mẫu CT01)', 'Bản điện tử'], ['Giấy tờ chứng minh chỗ ở hợp pháp', 'Bản sao']];

const stepper = STEPS.map((title, index) => `<li data-buoc="${index + 1}"><span>${index + 1}</span>${title}</li>`).join('');
const papers = PAPERS.map(([name, kind], index) => `<tr><td>${index + 1}</td><td>${name}</td><td>${kind}</td><td><input type="file" aria-label="Tệp đính kèm ${index + 1}"></td></tr>`).join('');

const panels = `<section class="panel" data-panel="1"><div id="bieuMau"></div></section>
<section class="panel" data-panel="2" hidden><h2>Thành phần hồ sơ</h2><table class="table"><thead><tr><th>STT</th><th>Tên giấy tờ</th><th>Loại</th><th>Tệp</th></tr></thead><tbody>${papers}</tbody></table></section>
<section class="panel" data-panel="3" hidden><h2>Phí, lệ phí và hình thức nhận kết quả</h2><p>Lệ phí: <b>10.000 đồng</b></p>
<form id="captchaForm"><fieldset><legend>Hình thức nhận kết quả</legend>
<label class="dong"><input type="radio" name="hinhThucNhan" value="Trực tiếp" checked> Trực tiếp</label><label class="dong"><input type="radio" name="hinhThucNhan" value="Bưu chính"> Qua bưu chính công ích</label></fieldset>
<label for="captcha">Mã xác nhận</label><div class="captcha"><input id="captcha" name="captcha" class="form-control" autocomplete="off" maxlength="5"><img id="anhCaptcha" alt="Mã xác nhận"></div></form></section>
<section class="panel" data-panel="4" hidden><h2>Nộp hồ sơ thành công</h2><p>Số hồ sơ của bạn: <b id="soHoSo"></b></p></section>`;

/** The application page for the signed-in citizen. */
export function igatePage({ session, quirks }) {
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Nộp hồ sơ trực tuyến</title><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/assets/flatpickr.css"><link rel="stylesheet" href="/assets/formio.css"><link rel="stylesheet" href="/assets/igate.css">
<script src="/assets/formio.js" defer></script><script src="/assets/igate.js" defer></script></head>
<body data-token="${session.token}" data-rerender-wipe="${quirks.rerenderWipe}"><header><div class="ten-cong"><b>CỔNG DỊCH VỤ CÔNG – CỔNG MẪU</b><span>Kết nối, cung cấp thông tin và dịch vụ công mọi lúc, mọi nơi</span></div>
<p>Xin chào, <b>${e(quirks.account.fullName)}</b></p></header>
<main><nav aria-label="Đường dẫn">Trang chủ / Dịch vụ công trực tuyến / <b>Nộp hồ sơ trực tuyến</b></nav><h1>Thủ tục: Đăng ký thường trú</h1><ol class="cac-buoc">${stepper}</ol>
${panels}<p id="thongBao" role="status" aria-live="polite"></p>
<div class="chan-buoc"><button type="button" id="quayLai" class="btn btn-outline" hidden>Quay lại</button><button type="button" id="tiepTuc" class="btn btn-primary btn_next">Đồng ý và tiếp tục</button>
<button type="submit" form="captchaForm" id="nopHoSo" class="btn btn-primary btn_next" hidden>Nộp hồ sơ</button></div></main>
<footer>Cổng mẫu để kiểm thử. Dữ liệu không thuộc về người thật.</footer></body></html>`;
}
