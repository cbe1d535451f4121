// Family H in the browser: lists called cbo…, texts called txt…, a date of birth that may be a year alone.
import $ from '../reception/libraries.js';
import 'jquery-mask-plugin';
import { BCA } from '../../server/jquery-fields.mjs';
import { Form } from './form.js';

const YEAR_ONLY = '2';

const family = {
  fields: BCA,
  button: 'Lưu và gửi hồ sơ',
  cell(field, id, attributes, options) {
    const label = `<label>${field.label}${field.required ? ' (*)' : ''}</label>`;
    return field.kind === 'select' ? `${label}<select class="form-control select2" ${attributes}>${options}</select>` : `${label}<input type="text" class="form-control" ${attributes}>`;
  },
  dress(element, field, form) {
    if (field.kind === 'select') element.select2({ width: '100%' });
    if (field.widget === 'mask') element.mask(form.element('cboFORMAT_DATE').val() === YEAR_ONLY ? '0000' : '00/00/0000');
    if (field.name === 'cboFORMAT_DATE') element.on('change', () => form.element('txtBIRTH_DATE').val('').mask(element.val() === YEAR_ONLY ? '0000' : '00/00/0000'));
  },
  redraw() {},
  value: (element) => element.select2('data')[0]?.id,
};

$(() => new Form(family).start());
