// The reception screen in the browser: jQuery, select2, an input mask on dates.
import $ from './libraries.js';
import 'select2/dist/js/i18n/vi.js';
import Inputmask from 'inputmask';

const form = () => $('#formTiepNhan');
const csrf = () => ({ 'X-CSRF-Token': form().find('[name=_token]').val() });

function fillOptions(select, units) {
  select.empty().append(new Option('-- Chọn --', ''));
  for (const { code, name } of units) select.append(new Option(name, code));
  select.prop('disabled', units.length === 0).trigger('change');
}

/** Reloads a dependent select whenever its parent changes; a late answer for an earlier choice is dropped. */
function cascade(parent, child, url, parameter) {
  let asked = 0;
  parent.on('change', async () => {
    const turn = ++asked;
    fillOptions(child, []);
    if (!parent.val()) return;
    const units = await $.getJSON(url, { [parameter]: parent.val() });
    if (turn === asked) fillOptions(child, units);
  });
}

function wireAddress() {
  const [province, district, commune] = ['#tinhThanh', '#quanHuyen', '#phuongXa'].map((id) => $(id));
  if (district.length) cascade(province, district, '/api/dia-ban/quan-huyen', 'tinh');
  cascade(district.length ? district : province, commune, '/api/dia-ban/phuong-xa', 'cha');
  $('#quocGia').on('change', (event) => {
    const abroad = event.target.value !== 'VN';
    if (abroad) province.val('').trigger('change');
    province.prop('disabled', abroad);
  });
}

const CELLS = { soDinhDanh: 'kqSoDinhDanh', soCMND: 'kqSoCMND', hoTen: 'kqHoTen', ngaySinh: 'kqNgaySinh', gioiTinh: 'kqGioiTinh', quocTich: 'kqQuocTich', queQuan: 'kqQueQuan', thuongTru: 'kqThuongTru' };

function showCells(result) {
  for (const [name, id] of Object.entries(CELLS)) $(`#${id}`).text(result?.[name] ?? '');
  $('#bangKetQua').prop('hidden', !result);
}

function showLookup({ level, message, result }) {
  const later = Number(form().data('lookup-cells-ms'));
  if (later > 0) setTimeout(showCells, later, result);
  else showCells(result);
  if (result && form().data('lookup-locks')) $('#hoTen, #ngaySinh, #soCCCD').prop('readonly', true);
  $('#ketQuaTraCuu').attr('class', `thong-bao ${level}`).text(message);
}

function post(url, data) {
  return $.ajax({ url, method: 'POST', headers: csrf(), contentType: 'application/json; charset=utf-8', data: JSON.stringify(data) });
}

async function lookUp() {
  const button = $('#nutKiemTra').prop('disabled', true);
  $('#ketQuaTraCuu').attr('class', 'thong-bao').text('');
  try {
    showLookup(await post('/api/kiem-tra-danh-tinh', { hoTen: $('#hoTen').val(), ngaySinh: $('#ngaySinh').val(), soCCCD: $('#soCCCD').val() }));
  } catch (failure) {
    showLookup({ level: 'danger', message: failure.responseJSON?.message ?? 'Lỗi hệ thống' });
  } finally {
    button.prop('disabled', false);
  }
}

function values() {
  const pairs = form().serializeArray().filter(({ name }) => name !== '_token');
  return Object.fromEntries(pairs.map(({ name, value }) => [name, value]));
}

async function save(event) {
  event.preventDefault();
  $('[data-loi]').text('');
  const outcome = $('#ketQuaLuu').attr('class', 'thong-bao').text('');
  const button = $('#nutLuu').prop('disabled', true);
  try {
    const { number } = await post('/api/ho-so', { fields: values() });
    outcome.addClass('success').append('Đã lưu hồ sơ số ', $('<b id="soHoSo">').text(number));
  } catch (failure) {
    const { message = 'Lỗi hệ thống', details = {} } = failure.responseJSON ?? {};
    for (const [name, text] of Object.entries(details)) $(`[data-loi="${name}"]`).text(text);
    outcome.addClass('danger').text(message);
  } finally {
    button.prop('disabled', false);
  }
}

/** A place to drop the evidence on: it takes one JSON file, and names what it has. */
function takeDrops() {
  const zone = $('#khuTha');
  zone.on('dragover', (event) => event.preventDefault());
  zone.on('drop', async (event) => {
    event.preventDefault();
    const [file] = event.originalEvent.dataTransfer.files;
    if (file.type !== 'application/json') return $('#tepDaTha').append($('<li role="alert">').text(`Không nhận tệp ${file.name}`));
    $('#bangChung').val(await file.text());
    return $('#tepDaTha').append($('<li>').text(file.name));
  });
}

/** What the page's own libraries hold: text of inputs, {value, text} of select2 and radios. */
window.portalModel = () => {
  const model = {};
  form().find('input, textarea').not('[type=hidden]').each((_, input) => {
    if (input.type !== 'radio') model[input.name] = $(input).val();
    else if (input.checked) model[input.name] = { value: input.value, text: $(input).parent().text().trim() };
    else model[input.name] ??= { value: '', text: '' };
  });
  form().find('select').each((_, select) => {
    const [chosen] = $(select).select2('data');
    model[select.name] = { value: $(select).val() ?? '', text: chosen?.id ? chosen.text : '' };
  });
  return model;
};

$(() => {
  if (form().data('date-mask')) Inputmask({ mask: '99/99/9999', placeholder: '_', showMaskOnHover: false, clearIncomplete: false }).mask(document.querySelectorAll('input.ngay'));
  $('select.chon').select2({ language: 'vi', width: '100%' });
  wireAddress();
  $('#nutKiemTra').on('click', lookUp);
  takeDrops();
  form().on('submit', save);
});
