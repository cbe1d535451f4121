// The iGate 2 application page in the browser: form.io's own renderer inside a stepper.
import flatpickr from 'flatpickr';
import { Vietnamese } from 'flatpickr/dist/l10n/vn.js';

const { Formio } = window;
const byId = (id) => document.getElementById(id);
const COPIED = { ownerFullname: 'fullname', ownerBirthday: 'birthday', ownerGender: 'gender', ownerNation: 'nation', ownerIdentityNumber: 'identityNumber', ownerIdentityDate: 'identityDate', ownerIdentityAgency22: 'identityAgency', ownerProvince: 'province', ownerDistrict: 'district', ownerAddress: 'address', ownerPhoneNumber: 'phoneNumber', ownerEmail: 'email' };
const WIPED = ['birthday', 'address', 'phoneNumber'];
const LABELS = { vi: { 'Type to search': 'Nhập để tìm', 'No results found': 'Không có kết quả', 'No choices to choose from': 'Không có lựa chọn', required: '{{field}} là trường bắt buộc', invalid_date: '{{field}} không phải là ngày hợp lệ', loading: 'Đang tải...' } };

let form;
let step = 1;

// form.io looks for these names before it would fetch the libraries from its own server.
flatpickr.l10ns.vi = Vietnamese;
Object.assign(window, { flatpickr, 'flatpickr-vi': Vietnamese });
Formio.setBaseUrl(location.origin);

function tell(message, failed = false) {
  byId('thongBao').className = failed ? 'that-bai' : '';
  byId('thongBao').textContent = message;
}

function show(next) {
  step = next;
  for (const panel of document.querySelectorAll('.panel')) panel.hidden = Number(panel.dataset.panel) !== step;
  for (const item of document.querySelectorAll('.cac-buoc li')) {
    item.classList.toggle('xong', Number(item.dataset.buoc) < step);
    item.toggleAttribute('aria-current', Number(item.dataset.buoc) === step);
  }
  byId('quayLai').hidden = step === 1 || step === 4;
  byId('tiepTuc').hidden = step >= 3;
  byId('nopHoSo').hidden = step !== 3;
  if (step === 3) byId('anhCaptcha').src = `/vi/api/captcha.svg?${Date.now()}`;
  tell('');
}

function copyApplicant() {
  const { data } = form.submission;
  const copied = Object.fromEntries(Object.entries(COPIED).map(([to, from]) => [to, data[from] ?? (from === 'identityAgency' ? data.idIssuePlace : undefined)]));
  form.setSubmission({ data: { ...data, ...copied } });
}

/** The known fault of these forms: a change redraws its neighbours and their values are gone. Happens once. */
function wipeNeighbours() {
  for (const key of WIPED) form.getComponent(key)?.resetValue();
  form.redraw();
}

function react() {
  let wiped = document.body.dataset.rerenderWipe !== 'true';
  form.on('change', (event) => {
    const key = event.changed?.component.key;
    if (key === 'isOwnerDossierCheck' && event.changed.value) copyApplicant();
    if (key !== 'province' || wiped || !event.changed.value?.id) return;
    wiped = true;
    wipeNeighbours();
  });
}

async function next() {
  if (step === 1 && !form.checkValidity(form.submission.data, true)) {
    tell('Vui lòng nhập đủ và đúng các trường bắt buộc', true);
    return;
  }
  show(step + 1);
}

async function submit(event) {
  event.preventDefault();
  const answer = await fetch('/vi/api/dossier', {
    method: 'POST', headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': document.body.dataset.token },
    body: JSON.stringify({ data: form.submission.data, captcha: byId('captcha').value, receive: new FormData(byId('captchaForm')).get('hinhThucNhan') }),
  });
  const result = await answer.json();
  if (answer.ok) {
    show(4);
    byId('soHoSo').textContent = result.number;
  } else {
    show(3);
    tell(result.message, true);
  }
}

/** What form.io's model holds: a copy of the submission data. */
window.portalModel = () => (form ? structuredClone(form.submission.data) : undefined);

async function start() {
  const definition = await (await fetch('/vi/api/form')).json();
  form = await Formio.createForm(byId('bieuMau'), definition, { noAlerts: true, language: 'vi', i18n: LABELS, readOnly: false });
  react();
  byId('tiepTuc').addEventListener('click', next);
  byId('quayLai').addEventListener('click', () => show(step - 1));
  byId('captchaForm').addEventListener('submit', submit);
  show(1);
}

start();
