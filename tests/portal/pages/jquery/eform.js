// Family B in the browser: bootstrap-select, select2 and bootstrap-datepicker on iGate's older form.
import $ from '../reception/libraries.js';
import 'bootstrap';
import 'bootstrap-select';
import 'bootstrap-datepicker';
import 'bootstrap-datepicker/dist/locales/bootstrap-datepicker.vi.min.js';
import { EFORM } from '../../server/jquery-fields.mjs';
import { Form } from './form.js';

const star = ({ required }) => (required ? ' <span class="text-danger">*</span>' : '');

const family = {
  fields: EFORM,
  button: 'Đồng ý và tiếp tục',
  cell(field, id, attributes, options) {
    const label = `<label class="control-label" for="${id}">${field.label}${star(field)}</label>`;
    if (field.kind === 'select') return `${label}<select class="form-control" ${field.widget === 'bootstrap' ? 'data-live-search="true"' : ''} ${attributes}>${options}</select>`;
    return `${label}<input type="text" class="form-control" autocomplete="off" ${attributes}>`;
  },
  dress(element, { kind, widget }) {
    if (widget === 'datepicker') element.datepicker({ format: 'dd/mm/yyyy', language: 'vi', autoclose: true, todayHighlight: true });
    if (kind === 'select' && widget === 'bootstrap') element.selectpicker();
    if (kind === 'select' && widget === 'select2') element.select2({ width: '100%' });
  },
  redraw(element, { widget }) {
    if (widget === 'bootstrap') element.selectpicker('refresh');
  },
  value: (element, { widget }) => (widget === 'bootstrap' ? element.selectpicker('val') : element.select2('data')[0]?.id),
};

$(() => new Form(family).start());
