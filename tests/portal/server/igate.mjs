// The iGate 2 portal's server side: page, form definition, remote lists, captcha, submission.
import { randomInt } from 'node:crypto';
import { HttpError, latency, readJson, send, sendHtml, sendJson } from './http.mjs';
import { igateForm, APPLICATION_KEYS } from './igate-form.mjs';
import { igatePage } from './igate-page.mjs';
import { optionsOf } from './lists.mjs';
import { communes, provinces } from './units.mjs';

/** The procedure of the sample: 24 hexadecimal digits as iGate writes them. */
export const PROCEDURE = '65f0a1b2c3d4e5f60718293a';
const PAGE = new RegExp('^/vi/padsvc/apply-online/[0-9a-f]{24}$');
const NUMBER_PREFIX = 'H99.01';
const MAX_TEXT = 1000;

/** Objects of a remote list as form.io stores them. */
const listed = (options) => options.map(([id, name]) => ({ id, name }));

function places(url) {
  const communesOf = url.searchParams.get('parent') ?? '';
  const units = url.searchParams.get('level') === 'province' ? provinces({}) : communes(communesOf, {});
  return units.map(({ code, name }) => ({ id: code, name }));
}

function categories(url, quirks) {
  const list = { nation: 'countries', issuer: 'issuers' }[url.searchParams.get('name')];
  if (!list) throw new HttpError(404, 'Không có danh mục');
  return listed(optionsOf(list, quirks));
}

function captcha(request, response, { sessions }) {
  const session = sessions.open(request, response);
  session.captcha = String(randomInt(10000, 100000));
  const digits = [...session.captcha].map((digit, index) => `<text x="${14 + index * 22}" y="${26 + (index % 2) * 5}" font-size="22" font-family="monospace" fill="#1f3a5f">${digit}</text>`);
  send(response, 200, 'image/svg+xml', `<svg xmlns="http://www.w3.org/2000/svg" width="136" height="40"><rect width="136" height="40" fill="#e8eef5"/><path d="M0 26L136 12" stroke="#9db2c9"/>${digits.join('')}</svg>`);
}

/** Shown text and code of one submitted value; undefined when empty. */
function column({ type, values }, value) {
  if (type === 'radio') {
    const chosen = values.find((option) => option.value === String(value)); // form.io turns "2" into 2
    return chosen && { text: chosen.label, code: chosen.value };
  }
  if (type === 'select') return typeof value?.name === 'string' && value.name ? { text: value.name, code: String(value.id ?? '') } : undefined;
  if (type === 'checkbox') return { text: value === true ? 'true' : 'false' };
  if (typeof value !== 'string' || !value) return undefined;
  return { text: type === 'datetime' ? value.slice(0, 10) : value };
}

function toColumns(data) {
  const columns = {};
  for (const entry of APPLICATION_KEYS) {
    const held = column(entry, data[entry.key]);
    if (!held) continue;
    if (held.text.length > MAX_TEXT) throw new HttpError(400, 'Dữ liệu gửi lên không đúng định dạng');
    columns[entry.key] = held.text;
    if (held.code !== undefined) columns[`${entry.key}Ma`] = held.code;
  }
  const missing = ['fullname', 'identityNumber', 'province', 'district'].filter((key) => !columns[key]);
  if (missing.length) throw new HttpError(422, 'Vui lòng nhập đủ các trường bắt buộc', missing);
  return columns;
}

async function submit(request, { sessions, dossiers }) {
  const session = sessions.require(request);
  const sent = await readJson(request);
  const expected = session.captcha;
  session.captcha = undefined;
  if (!expected || sent.captcha !== expected) throw new HttpError(422, 'Mã xác nhận không đúng', ['captcha']);
  const columns = toColumns(typeof sent.data === 'object' && sent.data !== null ? sent.data : {});
  if (typeof sent.receive === 'string') columns.hinhThucNhan = sent.receive.slice(0, MAX_TEXT);
  return { number: dossiers.save('igate', NUMBER_PREFIX, null, columns) };
}

/** Handles a request of the iGate host; false when the path is not one of its own. */
export async function serveIgate(request, response, url, context) {
  const { sessions, quirks } = context;
  if (request.method === 'GET' && PAGE.test(url.pathname)) {
    sendHtml(response, igatePage({ session: sessions.open(request, response), quirks }));
    return true;
  }
  switch (`${request.method} ${url.pathname}`) {
    case 'GET /vi/api/form':
      sendJson(response, igateForm(quirks));
      return true;
    case 'GET /vi/api/place':
      await latency(quirks.latencyMs);
      sendJson(response, places(url));
      return true;
    case 'GET /vi/api/category':
      await latency(quirks.latencyMs);
      sendJson(response, categories(url, quirks));
      return true;
    case 'GET /vi/api/captcha.svg':
      captcha(request, response, context);
      return true;
    case 'POST /vi/api/dossier':
      sendJson(response, await submit(request, context), 201);
      return true;
    default:
      return false;
  }
}
