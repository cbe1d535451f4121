// The reception portal's server side: page, cascade, lookup, saving.
import { randomBytes } from 'node:crypto';
import { isoFromTyped } from '../population/names.mjs';
import { HttpError, latency, readJson, sendHtml, sendJson } from './http.mjs';
import { optionsOf } from './lists.mjs';
import { lookUp } from './lookup.mjs';
import { fieldsFor } from './reception-fields.mjs';
import { dossierListPage, receptionPage } from './reception-page.mjs';
import { communes, districts } from './units.mjs';

export const CLERK = { account: 'canbo.mau@example.gov.vn', name: 'Lê Thị Cán Bộ', code: '079099990001' };
const NUMBER_PREFIX = 'H29.26';
const MAX_TEXT = 4000;
const MAX_EVIDENCE = 100_000;

/** A session whose next dossier has a nonce of its own. */
function withNonce(session) {
  session.nonce = randomBytes(16).toString('base64');
  return session;
}

function problemOf(field, value) {
  if (!value) return field.required ? 'Trường bắt buộc' : undefined;
  if (field.kind === 'date' && !isoFromTyped(value)) return 'Ngày không hợp lệ (dd/mm/yyyy)';
  if (field.pattern && !field.pattern.test(value)) return 'Không đúng định dạng';
  return undefined;
}

/** Options a select may hold, given the other values of the form. */
function choicesOf(field, fields, quirks) {
  const text = (name) => (typeof fields[name] === 'string' ? fields[name] : '');
  if (field.kind === 'radio') return field.options;
  if (field.list === 'districts') return districts(text('tinhThanh')).map(({ code, name }) => [code, name]);
  if (field.list === 'communes') return communes(text(quirks.districts ? 'quanHuyen' : 'tinhThanh'), quirks).map(({ code, name }) => [code, name]);
  return optionsOf(field.list, quirks);
}

/** Checks what the form sent and turns it into columns; refuses with 422 and a message a field. */
function toColumns(fields, quirks) {
  const columns = {};
  const problems = {};
  for (const field of fieldsFor(quirks)) {
    const value = fields[field.name] ?? '';
    if (typeof value !== 'string' || value.length > MAX_TEXT) throw new HttpError(400, 'Dữ liệu gửi lên không đúng định dạng');
    const problem = problemOf(field, value);
    if (problem) problems[field.name] = problem;
    if (!value) continue;
    const coded = field.kind === 'select' || field.kind === 'radio';
    const choice = coded ? choicesOf(field, fields, quirks).find(([code]) => code === value) : undefined;
    if (coded && !choice) problems[field.name] = 'Giá trị không có trong danh mục';
    else Object.assign(columns, coded ? { [field.name]: choice[1], [`${field.name}Ma`]: value } : { [field.name]: value });
  }
  if (Object.keys(problems).length) throw new HttpError(422, 'Vui lòng kiểm tra các trường được đánh dấu', problems);
  return columns;
}

async function save(request, { sessions, dossiers, quirks }) {
  const session = sessions.require(request);
  const sent = await readJson(request);
  const fields = typeof sent.fields === 'object' && sent.fields !== null ? sent.fields : {};
  const columns = toColumns(fields, quirks);
  for (const name of ['ghiNhan', 'ghiChu']) {
    if (typeof fields[name] === 'string' && fields[name]) columns[name] = fields[name].slice(0, MAX_TEXT);
  }
  if (typeof fields.bangChung === 'string' && fields.bangChung) {
    if (fields.bangChung.length > MAX_EVIDENCE) throw new HttpError(413, 'Tệp bằng chứng quá dài');
    // The nonce is the one that this server gave out; it counts once.
    Object.assign(columns, { bangChung: fields.bangChung, maDoiChung: session.nonce });
    session.nonce = undefined;
  }
  if (session.lookupMessage) columns.ketQuaTraCuu = session.lookupMessage;
  session.lookupMessage = undefined;
  return { number: dossiers.save('reception', NUMBER_PREFIX, CLERK.account, columns) };
}

async function check(request, { sessions, service, quirks }) {
  const session = sessions.require(request);
  const answer = await lookUp(await readJson(request), { service, clerk: CLERK, quirks });
  session.lookupMessage = answer.message;
  return answer;
}

/** Handles a request of the reception host; false when the path is not one of its own. */
export async function serveReception(request, response, url, context) {
  const { sessions, dossiers, quirks } = context;
  switch (`${request.method} ${url.pathname}`) {
    case 'GET /':
    case 'GET /tiep-nhan-ho-so':
      sendHtml(response, receptionPage({ clerk: CLERK, session: withNonce(sessions.open(request, response)), quirks }));
      return true;
    case 'GET /tra-cuu-ho-so':
      sendHtml(response, dossierListPage({ clerk: CLERK, dossiers: dossiers.read('reception') }));
      return true;
    case 'GET /api/dia-ban/quan-huyen':
      await latency(quirks.latencyMs);
      sendJson(response, districts(url.searchParams.get('tinh') ?? ''));
      return true;
    case 'GET /api/dia-ban/phuong-xa':
      await latency(quirks.latencyMs);
      sendJson(response, communes(url.searchParams.get('cha') ?? '', quirks));
      return true;
    case 'POST /api/kiem-tra-danh-tinh':
      sendJson(response, await check(request, context));
      return true;
    case 'POST /api/ho-so':
      sendJson(response, await save(request, context), 201);
      return true;
    default:
      return false;
  }
}
