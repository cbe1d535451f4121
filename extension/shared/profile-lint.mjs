// What the schema of site profiles cannot say: names that must exist, once, and hosts that are not everyone's.

const tooWide = new Set(["*.gov.vn", "*.com.vn", "*.vn"]);

/** @param {string[]} values @returns {string[]} those that stand more than once */
export function duplicates(values) {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

/** Whether following `after` from this field comes back to a field already met. */
function waitsForItself(field, byKey) {
  const seen = new Set();
  for (let current = field; current !== undefined; current = byKey.get(current.after)) {
    if (seen.has(current.key)) return true;
    seen.add(current.key);
  }
  return false;
}

/** Every way in which a field may be found. */
function locatorsOf({ locate, orElse = [] }) {
  return [locate, ...orElse].map((locator) => JSON.stringify(locator));
}

function lintFields(profile, byKey) {
  const problems = [];
  for (const key of duplicates(profile.fields.map((field) => field.key))) problems.push(`field ${key} appears twice`);
  for (const locator of duplicates(profile.fields.flatMap(locatorsOf))) problems.push(`two fields are located by ${locator}`);
  for (const field of profile.fields) {
    if (field.after !== undefined && !byKey.has(field.after)) problems.push(`${field.key}: no field is called ${field.after}`);
    else if (waitsForItself(field, byKey)) problems.push(`${field.key}: waits for itself`);
  }
  return problems;
}

/** What the chip signs and where the evidence goes are places of their own: nothing else is written there. */
function lintEvidence({ evidence, record, fields }) {
  if (evidence === undefined) return [];
  const place = (locator) => JSON.stringify(locator);
  const taken = [...fields.flatMap(locatorsOf), ...(record === undefined ? [] : [place(record.field)])];
  const problems = Object.entries(evidence).filter(([, locator]) => taken.includes(place(locator))).map(([name]) => `evidence: ${name} is filled with something else`);
  if (evidence.field !== undefined && place(evidence.field) === place(evidence.nonce)) problems.push("evidence: the nonce would be written over");
  return problems;
}

/** @returns {string[]} the problems of a profile that is valid by its schema; empty when it may be used */
export function lintProfile(profile) {
  const byKey = new Map(profile.fields.map((field) => [field.key, field]));
  const problems = lintFields(profile, byKey);
  for (const key of profile.lookup?.inputs ?? []) if (!byKey.has(key)) problems.push(`lookup: no field is called ${key}`);
  if (profile.audience === "citizen" && (profile.lookup ?? profile.record ?? profile.evidence) !== undefined) problems.push("a citizen's form has no lookup, no record and no evidence");
  problems.push(...lintEvidence(profile));
  for (const host of profile.match.flatMap((match) => match.hosts)) if (tooWide.has(host)) problems.push(`${host} is too wide`);
  return problems;
}
