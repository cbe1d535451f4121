// Every old and every new commune of the published lists in every style of writing: right or asked, never wrong.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { describe, test } from 'node:test';
import { listsThere, newCommunes, oldCommunes } from './address-truth.mjs';
import { NO_DISTRICT, THREE_LEVELS, TWO_LEVELS } from './address-styles.mjs';
import { binary } from './client.mjs';

// A former "Xã Yên Bình" of Huyện Yên Bình, which only the list of former names has, became something else than the township.
const NAMESAKES = ['yen binh, yen binh, yen bai'];
const fold = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D').toLowerCase();

/** Results of address.resolve for each of the params, in order, through one `call --ndjson`. */
async function resolveAll(params) {
  const host = spawn(binary, ['call', '--ndjson'], { stdio: ['pipe', 'pipe', 'inherit'] });
  host.stdin.end(params.map((one) => `${JSON.stringify({ method: 'address.resolve', params: one })}\n`).join(''));
  const results = [];
  for await (const line of createInterface({ input: host.stdout })) results.push(JSON.parse(line).result);
  assert.equal(results.length, params.length);
  return results;
}

/** What a text may mean: all units of all lists that are written like this, whatever list they are from. */
function meanings(units, write) {
  const byText = new Map();
  for (const unit of units) {
    const text = write(unit);
    const key = text.normalize('NFC').toLowerCase().replace(/(?<!\d)0+(?=\d)/g, '');
    // A list made of guesses says nothing about what the state's own lists name (they come first).
    if (unit.list === 'gone' && byText.get(key)?.lists.has('state')) continue;
    const meaning = byText.get(key) ?? { text, targets: new Set(), asked: false, unknown: false, lists: new Set() };
    for (const code of unit.targets) meaning.targets.add(code);
    for (const code of unit.doubts) meaning.targets.add(code);
    meaning.asked ||= unit.doubts.size > 0;
    meaning.unknown ||= unit.targets.size === 0;
    meaning.lists.add(unit.list);
    byText.set(key, meaning);
  }
  return [...byText.values()];
}

function judge({ style, detail, mustBeExact }, cases, results, problems) {
  const tally = { style, texts: cases.length, exact: 0, asked: 0, unresolved: 0, missed: 0, wrong: 0 };
  cases.forEach((meaning, at) => {
    const result = results[at];
    const say = (what) => problems.push(`${style}: ${what}: ${meaning.text} → ${JSON.stringify(result)}, may be ${[...meaning.targets]} (${[...meaning.lists]})`);
    if (result.status === 'exact') {
      tally.exact += 1;
      const right = meaning.targets.has(result.commune.code) && (meaning.targets.size === 1 || meaning.unknown);
      if (!right && !(meaning.unknown && meaning.targets.size === 0)) {
        tally.wrong += 1;
        say('wrong');
      } else if (detail !== undefined && result.detail !== detail) say('detail');
      return;
    }
    tally[result.status === 'ambiguous' ? 'asked' : 'unresolved'] += 1;
    if (meaning.targets.size !== 1 || meaning.asked || meaning.unknown) return;
    tally.missed += 1;
    if (meaning.lists.has(mustBeExact) && !NAMESAKES.some((name) => fold(meaning.text).endsWith(name))) say('not exact');
  });
  return tally;
}

async function measure(styles, units, more, mustBeExact = '2025-07') {
  const problems = [];
  const tallies = [];
  for (const [style, { write, detail }] of Object.entries(styles)) {
    const cases = meanings(units, write);
    const results = await resolveAll(cases.map(({ text }) => ({ text, ...more })));
    tallies.push(judge({ style, detail, mustBeExact }, cases, results, problems));
  }
  console.table(tallies);
  return problems;
}

describe('address.resolve on the published lists', { skip: !listsThere && '../shared is not there' }, () => {
  const units = listsThere ? oldCommunes() : [];

  const none = (problems) => assert.deepEqual(problems.slice(0, 20), [], `${problems.length} problems`);

  test('old communes in every style, whatever the date', async () => none(await measure(THREE_LEVELS, units, {})));

  test('old communes of a card from before the merger', async () => none(await measure({ 'QR code': THREE_LEVELS['QR code'], abbreviated: THREE_LEVELS.abbreviated }, units, { issueDate: '2022-05-10' })));

  test('old communes without their district: asked rather than wrong', async () => none(await measure(NO_DISTRICT, units, { issueDate: '2022-05-10' }, null)));

  test('communes of today, on cards of today and before 30 April 2026', async () => {
    const today = newCommunes().flatMap(({ code, commune, province, before }) => [...new Set([commune, before])].map((name) => ({ commune: name, province, targets: new Set([code]), doubts: new Set(), list: 'today' })));
    none(await measure(TWO_LEVELS, today, { issueDate: '2026-02-01' }, 'today'));
    none(await measure({ 'with kinds': TWO_LEVELS['with kinds'] }, today, {}));
  });
});
