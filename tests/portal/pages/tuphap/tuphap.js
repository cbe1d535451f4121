// The form in custom elements, in three steps; what is posted is what the elements hold, never what is drawn.
import { quirks, save } from '../family/server.js';
import { definePlain } from './elements.js';
import { defineLists } from './lists.js';

const SEXES = [['1', 'Nam'], ['2', 'Nữ'], ['3', 'Khác']];
const PAPERS = [['1', 'Căn cước công dân'], ['2', 'Thẻ căn cước'], ['3', 'Hộ chiếu']];
const WIPED = ['NYC_NgayCapDDC', 'NYC_NoiCapDDC'];
const MIRRORED = { NYC_SoDinhDanhC: 'NYC_SoGiayToC', NYC_SoGiayToC: 'NYC_SoDinhDanhC' };
const STEPS = [['kt_buoc-tiep-theo-cho-ban-than', 'Bước tiếp theo'], ['xem-truoc-to-khai', 'Xem trước tờ khai'], ['kt_gui-ho-so', 'Gửi hồ sơ']];

const locked = quirks.readonlyAccount ? 'locked' : '';
const field = (tag, name, label, more = '') => `<x-${tag} name="${name}" label="${label}" ${more}></x-${tag}>`;
const listed = (name) => `list="${name}"`;
const chosen = (options) => `options='${JSON.stringify(options)}'`;

const APPLICANT = [
  field('input', 'NYC_HoVaTenC', 'Họ, chữ đệm, tên', locked), field('date', 'NYC_NgaySinhC', 'Ngày, tháng, năm sinh'), field('radio', 'NYC_GioiTinhC', 'Giới tính', chosen(SEXES)),
  field('select', 'NYC_DanTocC', 'Dân tộc', listed('ethnicities')), field('select-default', 'NYC_QuocTichC', 'Quốc tịch', `${listed('countries')} default="LA"`),
  field('select-default', 'NYC_LoaiGiayToDinhDanhC', 'Loại giấy tờ định danh', `${chosen(PAPERS)} default="1"`), field('input-number', 'NYC_SoDinhDanhC', 'Số định danh cá nhân', locked),
  field('input', 'NYC_SoGiayToC', 'Số giấy tờ', locked), field('date-text', 'NYC_NgayCapDDC', 'Ngày cấp'), field('select', 'NYC_NoiCapDDC', 'Nơi cấp', listed('issuers')),
  field('select-area', 'NYC_NoiCuTruC', 'Nơi cư trú'),
];
const REGISTERED = [field('input', 'NDK_HoVaTenC', 'Họ, chữ đệm, tên'), field('date', 'NDK_NgaySinhC', 'Ngày, tháng, năm sinh'), field('input-number', 'NDK_SoDinhDanhC', 'Số định danh cá nhân')];

const element = (name) => document.querySelector(`[name="${name}"]:not(input)`);
let step = 0;
let isWiped = !quirks.rerenderWipe;

/** What the elements hold, by the names the server knows. */
function model() {
  const held = Object.fromEntries([...document.querySelectorAll('form [label]')].map(({ name, value }) => [name, value]));
  const { country = '', province = '', ward = '', detail = '' } = held.NYC_NoiCuTruC;
  delete held.NYC_NoiCuTruC;
  return { ...held, NYC_NoiCuTruC_QuocGia: country, NYC_NoiCuTruC_Tinh: province, NYC_NoiCuTruC_Xa: ward, NYC_NoiCuTruC_ChiTiet: detail };
}

function changed({ target }) {
  window.portalHook?.();
  const twin = MIRRORED[target.name];
  if (twin) element(twin).show(target.value);
  const { level, province } = target.value;
  if (level !== 'province' || province === '' || isWiped) return;
  // The known fault of these forms: choosing a province draws its neighbours anew, empty. It happens once.
  isWiped = true;
  setTimeout(() => {
    for (const name of WIPED) element(name).reset();
    target.wipe();
  });
}

async function next() {
  const { number, message, details = [] } = step < STEPS.length - 1 ? {} : await save(model());
  if (number) return say(`Đã gửi hồ sơ số ${number}`);
  if (message) return say(`${message} ${details.join(', ')}`);
  step += 1;
  return show();
}

function say(text) {
  document.querySelector('[role=status]').textContent = text;
}

function show() {
  const [id, words] = STEPS[step];
  const button = document.querySelector('[data-e2e="btn-next"]');
  Object.assign(button, { id, textContent: words });
  document.querySelector('.to-khai').hidden = step > 0;
  document.querySelector('.xem-truoc').hidden = step === 0;
  document.querySelector('.xem-truoc').textContent = step === 0 ? '' : JSON.stringify(model());
}

function start() {
  document.getElementById('app').innerHTML = `<h1>Đăng ký trực tuyến</h1><form><div class="to-khai"><section><h3>Thông tin người yêu cầu</h3>${APPLICANT.join('')}</section>
<section><h3>Thông tin người được đăng ký</h3>${REGISTERED.join('')}</section></div><pre class="xem-truoc" hidden></pre><button type="button" data-e2e="btn-next"></button><p role="status"></p></form>`;
  definePlain();
  defineLists();
  if (quirks.readonlyAccount) {
    element('NYC_HoVaTenC').show(quirks.account.fullName);
    for (const name of ['NYC_SoDinhDanhC', 'NYC_SoGiayToC']) element(name).show(quirks.account.idNumber);
  }
  document.querySelector('form').addEventListener('doi-gia-tri', changed);
  document.querySelector('[data-e2e="btn-next"]').addEventListener('click', next);
  show();
  window.portalModel = model;
  const form = document.querySelector('form');
  const leave = (content) => { form.parentElement.innerHTML = content; };
  window.portalActs = { set: (name, value) => element(name).show(value), remove: () => leave(''), login: () => leave('<form><label>Số định danh cá nhân <input></label><input type="password"></form>') };
}

start();
