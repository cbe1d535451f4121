// The switches of the sample portals: what differs from one real portal to the next.
import { ISSUER_SPELLINGS } from './lists.mjs';
import { WORDINGS } from './lookup.mjs';

/** Every switch with its default. */
export const DEFAULT_QUIRKS = {
  csp: true, // a strict content security policy
  latencyMs: 0, // before every answer of a dependent list
  districts: false, // reception: the district level of before July 2025, with the old units
  more: false, // reception: seventeen further fields
  zeroPadded: false, // reception: "Phường 04" for "Phường 4"
  dateMask: true, // reception: an input mask on dates
  issuerSpelling: 'mixed', // full | mixed | short | capitals | cut | duplicates
  wording: 'hcmc', // whose messages the lookup shows
  lookupLocks: false, // reception: the three inputs are locked after a match
  lookupCellsMs: 0, // reception: the database's cells are written so long after the message, over what stood there
  evidence: false, // reception: a nonce for each dossier, and a field for the evidence of the card
  evidenceZone: false, // reception: that field is a place to drop a file on
  lookupTimeoutMs: 8000, // how long the portal waits for the database
  procedureCode: '1.004222', // MaDVC sent with a lookup; any other is refused with 004
  readonlyAccount: false, // all but reception: name and number come from the account and are locked
  account: { fullName: 'Nguyễn Thị Mẫu', idNumber: '001199990123' }, // igate: who is signed in
  rerenderWipe: false, // all but reception: choosing a province redraws the form once and wipes neighbours
  issuerKey: 'identityAgency', // igate: or idIssuePlace
  capitals: false, // single-page portals: everything in their lists in capitals
  nfdOptions: false, // single-page portals: the texts of their lists decomposed
  antd: 5, // tandan: or 4
  mdc: false, // lienthong: Material as drawn since version 15
  pickOnly: false, // lienthong, opencps: dates that take no typing, only their calendars
  shadow: 'none', // tuphap: where its elements are drawn: none (in the page) | open | closed shadow trees
  brokenFirst: false, // tuphap: a list is empty when it is opened first, and is then drawn anew
  cascader: false, // tandan: one cascader for the whole place
  randomIds: false, // jQuery portals: ids and names are made anew for every page
  districtHoldsCommune: false, // jQuery portals: the field that was the district's holds the communes
};

const CHOICES = { issuerSpelling: ISSUER_SPELLINGS, wording: Object.keys(WORDINGS), issuerKey: ['identityAgency', 'idIssuePlace'], antd: [4, 5], shadow: ['none', 'open', 'closed'] };

/** Returns the switches unchanged. @throws {TypeError} for an unknown switch or choice */
export function checkQuirks(quirks) {
  for (const [name, value] of Object.entries(quirks)) {
    if (!Object.hasOwn(DEFAULT_QUIRKS, name) || typeof value !== typeof DEFAULT_QUIRKS[name]) throw new TypeError(`unknown switch ${name}`);
    if (CHOICES[name] && !CHOICES[name].includes(value)) throw new TypeError(`${name} must be one of ${CHOICES[name].join(', ')}`);
  }
  return quirks;
}
