// Columns of the dossier tables: a field's own name holds the text shown on the screen, <name>Ma the code behind a select.
import { FAMILIES } from './families.mjs';
import { APPLICATION_KEYS } from './igate-form.mjs';
import { ALL_FIELDS } from './reception-fields.mjs';

const RECEPTION = [
  ...ALL_FIELDS.flatMap(({ name, kind }) => (kind === 'select' || kind === 'radio' ? [name, `${name}Ma`] : [name])),
  'ghiNhan', 'ghiChu', 'ketQuaTraCuu', 'maDoiChung', 'bangChung',
];
const IGATE = [...APPLICATION_KEYS.flatMap(({ key, coded }) => (coded ? [key, `${key}Ma`] : [key])), 'hinhThucNhan'];

const COLUMNS = { reception: RECEPTION, igate: IGATE, ...Object.fromEntries(FAMILIES.map(({ name, columns }) => [name, columns])) };

/** Names of the tables, one a portal. */
export const PORTALS = Object.keys(COLUMNS);

/** Column names of a portal's table. */
export const columnsOf = (portal) => COLUMNS[portal];
