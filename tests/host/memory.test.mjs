// What a reading leaves in the host's memory: nothing of the citizen, in no region that can be written.
import assert from 'node:assert/strict';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { buildDirectory } from './client.mjs';
import { card, facts, present, qrText, seesNoCard, startDesk } from './desk.mjs';

const name = 'dang-thi-bich-ngoc';
const shortest = 9;

/** The regions of a process that it can write: heap, stacks, mapped memory, data of its libraries. */
function* writableMemory(pid) {
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  try {
    for (const line of readFileSync(`/proc/${pid}/maps`, 'utf8').trim().split('\n')) {
      const [, from, to, rights, what] = /^([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ \S+\s*(.*)$/.exec(line);
      if (!rights.startsWith('rw')) continue;
      const start = BigInt(`0x${from}`);
      const content = Buffer.alloc(Number(BigInt(`0x${to}`) - start));
      const length = readSync(memory, content, 0, content.length, start);
      yield { what: what || `anonymous ${from}`, content: content.subarray(0, length) };
    }
  } finally {
    closeSync(memory);
  }
}

/** Where which of the values stands. */
function found(pid, secrets) {
  const places = [];
  for (const { what, content } of writableMemory(pid))
    for (const [label, bytes] of secrets) {
      const at = content.indexOf(bytes);
      if (at >= 0) places.push(`${label} in ${what} at ${at} of ${content.length}`);
    }
  return places;
}

/** Pieces of a file, so that a part that was left is found as well. */
function pieces(label, content, length = 24) {
  const list = [];
  for (let at = 0; at + length <= content.length; at += Math.max(length, Math.floor(content.length / 40)))
    list.push([`${label}+${at}`, content.subarray(at, at + length)]);
  return list;
}

/** Every value of nine bytes and more that a reading brings into the host. */
function secretsOf() {
  const files = JSON.parse(execFileSync(join(buildDirectory, 'bin', 'cccd-card'), ['files', card(name)], { encoding: 'utf8' }));
  const file = (identifier) => Buffer.from(files[identifier], 'base64');
  const truth = facts(name);
  // What every citizen has in common stands in the program's own tables.
  const common = ['Việt Nam', 'Không'];
  const texts = Object.entries({ ...truth.citizen, ...truth.key.mrz }).filter(([, text]) => typeof text === 'string' && !common.includes(text));
  const mrz = file('0101').subarray(5).toString('latin1');
  return [
    ...texts.map(([label, text]) => [label, Buffer.from(text, 'utf8')]),
    ...[0, 30, 60].map((at) => [`MRZ line ${at / 30 + 1}`, Buffer.from(mrz.slice(at, at + 30), 'latin1')]),
    ['QR', Buffer.from(qrText(name), 'utf8').subarray(0, 40)],
    ...pieces('DG13', file('010D')),
    ...pieces('DG2', file('0102').subarray(200)),
    // As it goes to the panel.
    ...['0101', '010D'].flatMap((identifier) => pieces(`${identifier} in base64`, Buffer.from(files[identifier], 'latin1'), 32)),
    ...pieces('photo in base64', Buffer.from(file('0102').subarray(file('0102').indexOf(Buffer.from('ffd8ff', 'hex'))).toString('base64')), 32),
  ].filter(([, bytes]) => bytes.length >= shortest);
}

describe('the memory of the host', () => {
  let desk;
  const secrets = secretsOf();
  const truth = facts(name);

  before(async () => {
    desk = await startDesk();
    desk.installAnchor('csca-vn.cert.pem');
  });
  after(() => desk?.stop());

  async function readAndForget(key, options) {
    const host = await desk.host(options);
    await present(desk, host, name);
    const result = await host.request('card.read', { key, dataGroups: ['DG1', 'DG2', 'DG13'], include: ['ethnicity', 'fatherName', 'motherName'] });
    assert.equal(result.citizen.fullName.value, truth.citizen.fullName);
    assert.ok(result.photo.data.length > 1000);
    return host;
  }

  async function takeAway(host) {
    await desk.pcscd.remove('A');
    await host.event('card.removed');
    // The reader's thread forgets the card after the event was sent.
    for (let tries = 0; tries < 50 && found(host.process.pid, secrets).length > 0; ++tries) await host.request('host.status', {});
  }

  test('the test can see: while the channel is open the text is there', async () => {
    const host = await readAndForget({ can: truth.key.can }, { channelOpenMs: 60_000 });
    const places = found(host.process.pid, secrets);
    assert.ok(places.some((place) => place.startsWith('MRZ line 1')), 'DG1 of an open card is not found');
    await takeAway(host);
    await host.close();
  });

  for (const [kind, key] of Object.entries({ CAN: { can: truth.key.can }, MRZ: { mrz: truth.key.mrz }, QR: { qr: qrText(name) } }))
    test(`nothing is left when the card is gone, read with the ${kind}`, async () => {
      const host = await readAndForget(key, { channelOpenMs: 60_000 });
      await takeAway(host);
      assert.deepEqual(found(host.process.pid, secrets), []);
      assert.equal(host.stderr, '');
      await host.close();
    });

  test('nothing is left of evidence, neither given nor checked', async () => {
    const host = await readAndForget({ can: truth.key.can }, { channelOpenMs: 60_000 });
    const challenge = { origin: 'https://portal.example', nonce: 'a-nonce-of-this-very-test' };
    const { evidence } = await host.request('card.read', { key: { can: truth.key.can }, evidence: { dg13: true }, challenge });
    assert.equal((await host.request('evidence.verify', { evidence, include: ['religion'] })).verdicts.chip.reason, 'activeAuthentication');
    await takeAway(host);
    assert.deepEqual(found(host.process.pid, [...secrets, ['nonce', Buffer.from(challenge.nonce)]]), []);
    await host.close();
  });

  test('nothing is left when the channel is not kept, the card still being there', async () => {
    const host = await readAndForget({ can: truth.key.can }, { channelOpenMs: 0 });
    for (let tries = 0; tries < 50 && found(host.process.pid, secrets).length > 0; ++tries) await host.request('host.status', {});
    assert.deepEqual(found(host.process.pid, secrets), []);
    await host.close();
    await desk.pcscd.remove('A');
  });

  test('a reading that fails leaves nothing either, and says nothing of the citizen in its log', async () => {
    const host = await desk.host();
    for (const onFile of ['SOD', 'DG13', 'DG2']) {
      await present(desk, host, { extends: card(name), faults: [{ onFile, kind: 'remove' }] });
      await host.request('card.read', { key: { qr: qrText(name) }, dataGroups: ['DG1', 'DG2', 'DG13'] }).catch(() => {});
      await seesNoCard(host);
    }
    for (let tries = 0; tries < 50 && found(host.process.pid, secrets).length > 0; ++tries) await host.request('host.status', {});
    assert.deepEqual(found(host.process.pid, secrets), []);
    for (const [label, bytes] of secrets) assert.ok(!host.stderr.includes(bytes.toString('utf8')), label);
    await host.close();
  });
});
