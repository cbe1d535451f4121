// The site profiles fit the portals: valid by their schema, and every locator finds exactly one element on the screen.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import { WORDINGS } from './server/lookup.mjs';
import { REFUSALS } from './population/messages.mjs';
import { openPage, portalsFor } from './testing.mjs';

const readJson = (path) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
const PROFILES = { reception: readJson('extension/profiles/hcmc-reception.json'), igate: readJson('extension/profiles/igate2.json') };

/** How many elements of the form a locator names, by the words of the schema. */
function countMatches({ locator, root }) {
  const scope = document.querySelector(root) ?? document;
  const fold = (text) => text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim().replace(/[\s:*]+$/, '');
  if (locator.id) return document.querySelectorAll(`[id="${locator.id}"]`).length;
  if (locator.class) return document.getElementsByClassName(locator.class).length;
  if (locator.formio) return scope.getElementsByClassName(`formio-component-${locator.formio}`).length;
  const texts = locator.label ? scope.querySelectorAll('label, legend') : scope.querySelectorAll('button, a');
  return [...texts].filter((element) => fold(element.textContent) === fold(locator.label ?? locator.text)).length;
}

function locatorsOf(profile, present) {
  const fields = profile.fields.filter(present).map(({ key, locate }) => [key, locate]);
  const { lookup, record } = profile;
  if (!lookup) return fields;
  return [...fields, ['form', profile.form], ['button', lookup.button], ['message', lookup.message], ['record', record.field], ['clerk', record.clerk], ...lookup.result.map(({ field, locate }) => [field, locate])];
}

const ROOTS = { reception: '#formTiepNhan', igate: '.formio-form' };

for (const [name, present] of [['reception', ({ key }) => key !== 'district'], ['igate', ({ key }) => !/dIssuePlace$/.test(key)]]) {
  test(`the ${name} profile is valid and finds each of its elements once`, async (t) => {
    const ajv = new Ajv({ strict: false });
    ajv.addSchema(readJson('schemas/citizen.schema.json'));
    assert.ok(ajv.validate(readJson('schemas/site-profile.schema.json'), PROFILES[name]), ajv.errorsText());
    const portals = await portalsFor(t, { quirks: { more: true } });
    const { page } = await openPage(t, portals);
    await page.goto(portals.urls[name]);
    await page.locator(ROOTS[name]).waitFor();
    for (const [key, locator] of locatorsOf(PROFILES[name], present)) {
      assert.equal(await page.evaluate(countMatches, { locator, root: ROOTS[name] }), 1, `${key} ${JSON.stringify(locator)}`);
    }
    const url = new URL(portals.urls[name]);
    assert.ok(PROFILES[name].match.some(({ paths }) => paths.some((path) => url.pathname.startsWith(path))));
  });
}

test('the reception profile has a meaning for every message the portal can show', () => {
  const outcome = (message) => PROFILES.reception.lookup.outcomes.find(({ contains }) => message.toLowerCase().includes(contains.toLowerCase()))?.meaning;
  for (const { match, noMatch, down } of Object.values(WORDINGS)) assert.deepEqual([match, noMatch, down].map(outcome), ['match', 'noMatch', 'unavailable']);
  for (const message of Object.values(REFUSALS)) assert.equal(outcome(message), 'notPermitted');
});
