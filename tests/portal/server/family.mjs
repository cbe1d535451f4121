// What the portals built as single-page applications have in common: an empty page with a script, lists from the server, a dossier posted as JSON.
import { HttpError, escapeHtml as e, latency, readJson, sendHtml, sendJson } from './http.mjs';
import { optionsOf } from './lists.mjs';
import { communes, districts } from './units.mjs';

const NUMBER_PREFIX = 'H56.08';
const MAX_TEXT = 1000;
const RELAXED = ["default-src 'none'", "script-src 'self' 'unsafe-eval'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data:", "font-src 'self' data:", "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-src 'self'", "frame-ancestors 'self'"];

const isCoded = ({ kind }) => kind === 'select' || kind === 'radio';

/** How this portal spells what stands in its lists. */
function spelled(name, quirks) {
  const cased = quirks.capitals ? name.toLocaleUpperCase('vi') : name;
  return quirks.nfdOptions ? cased.normalize('NFD') : cased;
}

/** [code, label] of a list below `parent`, as this portal spells it. */
function listed(list, parent, quirks) {
  const units = { districts: () => districts(parent), communes: () => communes(parent, quirks) }[list];
  const rows = units ? units().map(({ code, name }) => [code, name]) : optionsOf(list, quirks);
  return rows.map(([code, name]) => [code, spelled(name, quirks)]);
}

function choicesOf(field, fields, quirks) {
  if (field.options) return field.options;
  const parents = [field.parent].flat().filter((name) => name && typeof fields[name] === 'string' && fields[name] !== '');
  return listed(field.list, parents.length > 0 ? fields[parents.at(-1)] : '', quirks);
}

/** Checks what the framework's model held and turns it into columns; refuses with 422 and the names of the fields. */
function toColumns(family, fields, quirks) {
  const columns = {};
  const problems = [];
  for (const field of family.fields) {
    const value = fields[field.name] ?? '';
    if (field.kind === 'switch') columns[field.name] = String(value === true);
    else if (typeof value !== 'string' || value.length > MAX_TEXT) throw new HttpError(400, 'Dữ liệu gửi lên không đúng định dạng');
    else if (value === '') problems.push(...(field.required ? [field.name] : []));
    else if (isCoded(field)) {
      const choice = choicesOf(field, fields, quirks).find(([code]) => code === value);
      if (choice) Object.assign(columns, { [field.name]: choice[1], [`${field.name}Ma`]: value });
      else problems.push(field.name);
    } else columns[field.name] = value;
  }
  if (problems.length > 0) throw new HttpError(422, 'Vui lòng kiểm tra các trường được đánh dấu', problems);
  return columns;
}

/** The empty page of an application; its script finds token and switches in the body's attributes. */
function shell(family, { session, quirks }) {
  const links = family.styles(quirks).map((name) => `<link rel="stylesheet" href="/assets/${name}">`).join('');
  const scripts = family.scripts(quirks).map((name) => `<script src="/assets/${name}" defer></script>`).join('');
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>${e(family.title)}</title><meta name="viewport" content="width=device-width, initial-scale=1">${links}${scripts}</head>
<body data-token="${session.token}" data-quirks="${e(JSON.stringify(quirks))}">${family.body ?? '<div id="app"></div>'}</body></html>`;
}

async function serveFamily(family, request, response, url, { sessions, dossiers, quirks }) {
  if (quirks.csp) response.setHeader('Content-Security-Policy', RELAXED.join('; '));
  const html = request.method === 'GET' ? family.pages[url.pathname] : undefined;
  if (html) {
    sendHtml(response, shell({ ...family, ...html }, { session: sessions.open(request, response), quirks }));
    return true;
  }
  switch (`${request.method} ${url.pathname}`) {
    case 'GET /api/danh-muc':
      await latency(quirks.latencyMs);
      sendJson(response, listed(url.searchParams.get('ten') ?? '', url.searchParams.get('cha') ?? '', quirks).map(([code, name]) => ({ code, name })));
      return true;
    case 'POST /api/ho-so': {
      sessions.require(request);
      const { fields } = await readJson(request);
      const columns = toColumns(family, typeof fields === 'object' && fields !== null ? fields : {}, quirks);
      sendJson(response, { number: dossiers.save(family.name, NUMBER_PREFIX, null, columns) }, 201);
      return true;
    }
    default:
      return false;
  }
}

/**
 * A portal from its description.
 * @param {{name: string, host: string, address: string, title: string, fields: object[], scripts: (quirks) => string[], styles: (quirks) => string[], pages: Record<string, object>}} family
 *   name: of its table; address: path and hash of its form; fields: {name, kind: text | date | select | radio | switch, list?, options?, parent?, required?},
 *   parent: the field(s) a list hangs on, the last with a value counts; pages: by path, each with what differs from the family's own page
 */
export function makeFamily(family) {
  const columns = family.fields.flatMap((field) => (isCoded(field) ? [field.name, `${field.name}Ma`] : [field.name]));
  return { ...family, columns, serve: (request, response, url, context) => serveFamily(family, request, response, url, context) };
}
