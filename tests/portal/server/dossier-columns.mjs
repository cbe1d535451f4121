// Columns of the dossier tables: a field's own name holds the text shown on the screen, <name>Ma the code behind a select.
import { APPLICATION_KEYS } from './igate-form.mjs';
import { ALL_FIELDS } from './reception-fields.mjs';

const RECEPTION = [
  ...ALL_FIELDS.flatMap(({ name, kind }) => (kind === 'select' || kind === 'radio' ? [name, `${name}Ma`] : [name])),
  'ghiNhan', 'ghiChu', 'ketQuaTraCuu', 'maDoiChung', 'bangChung',
];
const IGATE = [...APPLICATION_KEYS.flatMap(({ key, coded }) => (coded ? [key, `${key}Ma`] : [key])), 'hinhThucNhan'];

/** Column names of a portal's table. */
export const columnsOf = (portal) => (portal === 'reception' ? RECEPTION : IGATE);
