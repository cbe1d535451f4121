// Family E in the browser: Liferay's ids, no labels but titles, select2, wards that are searched on the server.
import $ from '../reception/libraries.js';
import Inputmask from 'inputmask';
import { list, quirks } from '../family/server.js';
import { BACNINH } from '../../server/jquery-fields.mjs';
import { Form } from './form.js';

/** A select2 that asks the server for what is typed. */
function searched(element, field, form) {
  const transport = async ({ data }, success) => {
    const found = await list(field.list, form.element(form.parentOf(field)).val());
    const term = (data.term ?? '').normalize('NFC').toLowerCase();
    success({ results: found.filter(({ name }) => name.normalize('NFC').toLowerCase().includes(term)).map(({ code, name }) => ({ id: code, text: name })) });
  };
  element.select2({ width: '100%', placeholder: '-- Chọn --', ajax: { url: '/api/danh-muc', delay: 50, data: ({ term }) => ({ term }), transport: (params, success) => void transport(params, success) } });
}

const family = {
  fields: BACNINH,
  button: 'Nộp trực tuyến',
  cell(field, id, attributes, options) {
    const number = quirks.randomIds ? id : `${BACNINH.indexOf(BACNINH.find(({ name }) => name === field.name)) + 4711}`;
    const own = attributes.replace(/^id="[^"]*" name="[^"]*"/, `id="_org_bn_hoso_noptructuyen_element_${number}" name="_org_bn_hoso_noptructuyen_element_${number}"`);
    const marks = `class="form-control eform-element-${field.element ?? field.name}" title="${field.label}" ${own}`;
    return field.kind === 'select' ? `<select ${marks}>${options}</select>` : `<input type="text" autocomplete="off" ${marks}>`;
  },
  dress(element, field, form) {
    if (field.widget === 'inputmask') Inputmask({ mask: '99/99/9999', placeholder: '_', clearIncomplete: false }).mask(element[0]);
    if (field.widget === 'select2') element.select2({ width: '100%' });
    if (field.widget === 'ajax') searched(element, field, form);
  },
  redraw() {},
  value: (element) => element.select2('data')[0]?.id,
};

$(() => new Form(family).start());
