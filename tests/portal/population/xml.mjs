// A strict reader and writer for the small XML the lookup service speaks: elements, namespaces, text. No document type,
// no comments, no processing instructions beyond the declaration, no CDATA: none of them belongs in these messages.

const MAX_DEPTH = 32;
const MAX_ELEMENTS = 2000;
const NAME = '[A-Za-z_][A-Za-z0-9_.-]*';
const TAG = new RegExp(`^<(/?)((?:${NAME}:)?${NAME})((?:\\s+(?:${NAME}:)?${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(/?)>`);
const ENTITIES = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The text is not well-formed XML of the subset above. */
export class XmlError extends Error {}

export const escapeXml = (text) => String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** <name>children</name>; strings among the children must already be escaped. */
export const element = (name, children, attributes = '') => `<${name}${attributes}>${[].concat(children).join('')}</${name}>`;
export const textElement = (name, text) => `<${name}>${escapeXml(text ?? '')}</${name}>`;

function decodeText(text) {
  return text.replace(/&([^;]*);?/g, (whole, name) => {
    if (!whole.endsWith(';')) throw new XmlError('unterminated reference');
    if (Object.hasOwn(ENTITIES, name)) return ENTITIES[name];
    const code = /^#x[0-9a-fA-F]{1,6}$/.test(name) ? parseInt(name.slice(2), 16) : /^#[0-9]{1,7}$/.test(name) ? parseInt(name.slice(1), 10) : -1;
    if (code < 0x20 && ![0x9, 0xa, 0xd].includes(code)) throw new XmlError('reference not allowed');
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) throw new XmlError('reference not allowed');
    return String.fromCodePoint(code);
  });
}

function readScope(source, parent) {
  const scope = { ...parent };
  const seen = new Set();
  for (const [, name, double, single] of source.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    if (seen.has(name)) throw new XmlError('attribute given twice');
    seen.add(name);
    const value = decodeText(double ?? single);
    if (name === 'xmlns') scope[''] = value;
    else if (name.startsWith('xmlns:')) scope[name.slice(6)] = value;
  }
  return scope;
}

function resolveName(qualified, scope) {
  const [prefix, local] = qualified.includes(':') ? qualified.split(':') : ['', qualified];
  if (prefix && !Object.hasOwn(scope, prefix)) throw new XmlError('prefix not declared');
  return { namespace: scope[prefix] ?? '', local };
}

/**
 * Parses one document.
 * @param {string} source
 * @returns {{namespace: string, local: string, text: string, children: object[]}} the root element; `text` is its own character data
 * @throws {XmlError}
 */
export function parseXml(source) {
  let rest = source.replace(/^\uFEFF/, '').replace(/^<\?xml\s[^?<>]*\?>/, '').trim();
  const document = { children: [], text: '' };
  const open = [{ node: document, scope: {}, tag: '' }];
  let count = 0;
  while (rest) {
    const top = open.at(-1);
    const text = /^[^<]+/.exec(rest)?.[0];
    if (text) {
      if (top.node === document) throw new XmlError('text outside the root');
      top.node.text += decodeText(text);
      rest = rest.slice(text.length);
      continue;
    }
    const tag = TAG.exec(rest);
    if (!tag) throw new XmlError('markup not allowed here');
    rest = rest.slice(tag[0].length);
    count += applyTag(tag, top, open, document);
    if (count > MAX_ELEMENTS) throw new XmlError('too many elements');
  }
  if (open.length !== 1 || document.children.length !== 1) throw new XmlError('not one complete root element');
  return document.children[0];
}

/** Opens or closes the element of a matched tag; returns how many elements it opened. */
function applyTag([, closing, name, attributes, empty], top, open, document) {
  if (closing) {
    if (attributes || empty || top.node === document || top.tag !== name) throw new XmlError('closing tag does not match');
    open.pop();
    return 0;
  }
  if (open.length > MAX_DEPTH) throw new XmlError('nested too deeply');
  const scope = readScope(attributes, top.scope);
  const node = { ...resolveName(name, scope), text: '', children: [] };
  if (top.node === document && document.children.length) throw new XmlError('second root element');
  top.node.children.push(node);
  if (!empty) open.push({ node, scope, tag: name });
  return 1;
}

/** The only child of that name, or undefined; refuses when it is there twice. */
export function child(node, local, namespace) {
  const found = node.children.filter((c) => c.local === local && (namespace === undefined || c.namespace === namespace));
  if (found.length > 1) throw new XmlError(`${local} is given twice`);
  return found[0];
}

/** Trimmed text of a path of children; '' where one is missing. */
export function textAt(node, ...path) {
  let current = node;
  for (const local of path) {
    current = current && child(current, local);
  }
  return current ? current.text.trim() : '';
}
