// card.read with evidence: what is kept of a read, for whom the chip signed, and what is left of it once somebody changed it.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { root } from './client.mjs';
import { card, facts, present, startDesk } from './desk.mjs';
import { change, evidenceOffice, filesOf } from './evidence-check.mjs';
import { challengeOf } from './evidence-maker.mjs';

const office = evidenceOffice();
const { verify, verifyAll } = office;
const key = { can: facts('nguyen-thi-mau').key.can };
const challenge = { origin: 'https://dichvucong.example.gov.vn', nonce: 'c2FtcGxlLW5vbmNlLTAwMDE=' };

describe('evidence of a read', () => {
  let desk;
  let host;
  before(async () => {
    desk = await startDesk();
    desk.installAnchor('csca-vn.cert.pem');
    host = await desk.host();
  });
  after(async () => {
    await desk?.stop();
    office.close();
  });

  async function read(description, params) {
    await present(desk, host, typeof description === 'string' ? description : { extends: card('nguyen-thi-mau'), ...description });
    return host.request('card.read', { key, ...params });
  }
  const codes = ({ problems }) => problems.map(({ code }) => code);
  const unavailable = (result) => result.evidence === undefined && codes(result).includes('evidence.unavailable');

  test('the chip signs for the portal, and the evidence says so without the card', async () => {
    const cards = {
      'nguyen-thi-mau': ['DG1', 'DG15', 'SOD'], 'aa-ecdsa': ['DG1', 'DG14', 'DG15', 'SOD'], 'aa-ecdsa-p521': ['DG1', 'DG14', 'DG15', 'SOD'],
      'aa-rsa1024-sha1': ['DG1', 'DG15', 'SOD'], 'aa-rsa4096-sha512': ['DG1', 'DG15', 'SOD'], 'aa-smaller-value': ['DG1', 'DG15', 'SOD'],
    };
    for (const [name, files] of Object.entries(cards)) {
      const { evidence, verdicts } = await read(name, { challenge });
      assert.equal(verdicts.chip.status, 'yes', name);
      assert.deepEqual(Object.keys(evidence.files).sort(), files, name);
      const { origin, nonce, time, challenge: given } = evidence.activeAuthentication;
      assert.deepEqual([{ origin, nonce }, challengeOf({ origin, nonce, time }).toString('hex')], [challenge, given], name);
      const report = await verify(evidence);
      assert.deepEqual([report.verdicts.data.status, report.verdicts.chip.reason], ['yes', 'activeAuthentication'], name);
      assert.deepEqual(report.challenge, { origin, nonce, time, matches: true }, name);
      assert.equal(report.citizen.idNumber.value, '001199012345', name);
    }
  });

  test('a chip that has proven itself by agreement signs as well, for its transcript would prove nothing later', async () => {
    const plain = await read('nguyen-thi-mau', {});
    assert.deepEqual([plain.verdicts.chip.reason, plain.evidence], ['chipAuthentication', undefined]);
    for (const name of ['nguyen-thi-mau', 'pace-cam']) {
      const { evidence, verdicts } = await read(name, { evidence: {} });
      assert.match(verdicts.chip.reason, /^(chipAuthentication|paceChipAuthenticationMapping)$/, name);
      assert.equal((await verify(evidence)).verdicts.chip.reason, 'activeAuthentication', name);
    }
    const unsigned = await read({ activeAuthentication: null, dataGroups: { absent: [15] } }, { challenge });
    assert.deepEqual([unsigned.verdicts.chip.reason, unsigned.evidence.activeAuthentication], ['chipAuthentication', undefined]);
    assert.deepEqual(Object.keys(unsigned.evidence.files).sort(), ['DG1', 'SOD']);
    const { verdicts } = await verify(unsigned.evidence);
    assert.deepEqual([verdicts.data.status, verdicts.chip], ['yes', { status: 'unknown', reason: 'notTransferable' }]);
  });

  test('without a portal the host draws the nonce, another each time', async () => {
    const first = (await read('nguyen-thi-mau', { evidence: {} })).evidence;
    const second = (await host.request('card.read', { key, evidence: {} })).evidence;
    assert.equal(first.activeAuthentication.origin, '');
    assert.match(first.activeAuthentication.nonce, /^[0-9a-f]{32}$/);
    assert.notEqual(first.activeAuthentication.nonce, second.activeAuthentication.nonce);
    assert.equal((await verify(first)).verdicts.chip.reason, 'activeAuthentication');
  });

  test('DG13 goes in only when asked for, and sensitive fields come out only when asked for', async () => {
    assert.equal((await read('nguyen-thi-mau', { evidence: { dg13: false }, dataGroups: ['DG1', 'DG13', 'DG2'] })).evidence.files.DG13, undefined);
    const { evidence } = await read('nguyen-thi-mau', { evidence: { dg13: true }, dataGroups: ['DG1'] });
    assert.deepEqual(evidence.requested, { dg13: true });
    assert.equal(evidence.files.DG13, filesOf('nguyen-thi-mau')['010D']);
    const { citizen } = await verify(evidence);
    assert.deepEqual([citizen.placeOfOrigin.value, citizen.religion], ['Mẫu, Hà Nội', undefined]);
    const without = await read('no-dg13', { evidence: { dg13: true } });
    assert.deepEqual([without.evidence.requested.dg13, without.evidence.files.DG13], [true, undefined]);
    assert.equal((await verify(without.evidence)).verdicts.data.status, 'yes');
  });

  test('each part that somebody changes is found', async () => {
    const { evidence } = await read('nguyen-thi-mau', { challenge, evidence: { dg13: true } });
    const other = (await host.request('card.read', { key, challenge: { ...challenge, nonce: 'b3RoZXItZG9zc2llcg==' } })).evidence;
    const stranger = filesOf('tran-van-thu');
    // The last byte of a security object is one of its signature.
    const flip = (text) => {
      const bytes = Buffer.from(text, 'base64');
      bytes[bytes.length - 1] ^= 1;
      return bytes.toString('base64');
    };
    const no = ['yes', 'no', 'authenticationFailed'];
    const lost = ['yes', 'unknown', 'notTransferable'];
    const forged = ['no', 'unknown', 'dataNotAuthentic'];
    const edits = [
      ['nothing', () => {}, ['yes', 'yes', 'activeAuthentication']],
      ['origin', ({ activeAuthentication: a }) => (a.origin = 'https://other.example'), no],
      ['no origin', ({ activeAuthentication: a }) => (a.origin = ''), no],
      ['nonce', ({ activeAuthentication: a }) => (a.nonce = 'b3RoZXItZG9zc2llcg=='), no],
      ['time', ({ activeAuthentication: a }) => (a.time = '2020-01-01T00:00:00Z'), no],
      ['challenge', ({ activeAuthentication: a }) => (a.challenge = '0011223344556677'), no],
      ['nonce and challenge', ({ activeAuthentication: a }) => {
        a.nonce = 'b3RoZXItZG9zc2llcg==';
        a.challenge = challengeOf(a).toString('hex');
      }, no],
      ['signature', ({ activeAuthentication: a }) => (a.signature = flip(a.signature)), no],
      ['signature for another dossier', ({ activeAuthentication: a }) => (a.signature = other.activeAuthentication.signature), no],
      ['no exchange', (e) => delete e.activeAuthentication, lost],
      ['no key', ({ files }) => delete files.DG15, lost],
      ['DG15 of another card', ({ files }) => (files.DG15 = filesOf('aa-ecdsa')['010F']), forged],
      ['DG1', ({ files }) => (files.DG1 = flip(files.DG1)), forged],
      ['DG1 of another person', ({ files }) => (files.DG1 = stranger['0101']), forged],
      ['DG13', ({ files }) => (files.DG13 = stranger['010D']), forged],
      ['security object', ({ files }) => (files.SOD = flip(files.SOD)), forged],
      ['security object of another card', ({ files }) => (files.SOD = stranger['011D']), forged],
    ];
    const reports = await verifyAll(edits.map(([, edit]) => ({ evidence: change(evidence, edit) })));
    for (const [i, [what, , expected]] of edits.entries()) {
      const { data, chip } = reports[i].verdicts;
      assert.deepEqual([data.status, chip.status, chip.reason], expected, what);
      assert.deepEqual(Object.keys(reports[i].citizen).length > 0, ![no, forged].includes(expected), what);
    }
    // The proof made for another dossier is a proof still; that it was for another one is what its nonce says.
    const moved = await verify(change(evidence, (e) => (e.activeAuthentication = other.activeAuthentication)));
    assert.deepEqual([moved.verdicts.chip.status, moved.challenge.nonce], ['yes', 'b3RoZXItZG9zc2llcg==']);
    const nobody = await verify(evidence, office.empty);
    assert.deepEqual([nobody.verdicts.data.status, nobody.verdicts.chip.reason], ['unknown', 'keyNotTrusted']);
  });

  test('of refused data nothing is kept, and the answer says so', async () => {
    for (const name of ['aa-clone', 'ca-clone', 'chip-clone', 'tampered-dg1', 'tampered-dg13']) {
      assert.ok(unavailable(await read(name, { challenge })), name);
    }
    const photo = await read('tampered-dg2', { challenge, dataGroups: ['DG1', 'DG2'] });
    assert.deepEqual([photo.verdicts.data.status, unavailable(photo)], ['no', true]);
    assert.ok(unavailable(await read({ tamperAfterSigning: [{ file: 'SOD', offset: 0, exclusiveOr: 1 }] }, { challenge })));
    assert.equal(codes(await read('aa-clone', {})).includes('evidence.unavailable'), false);
  });

  test('what ends a read late costs no evidence, and what costs the signature is told', async () => {
    const broken = join(desk.configDirectory, 'broken.j2k');
    writeFileSync(broken, readFileSync(join(root, 'tests', 'virtual-card', 'photo', 'portrait.j2k')).subarray(0, 300));
    const everything = ['DG1', 'DG13', 'DG2'];
    for (const description of ['pulled-at-photo', { photo: broken }]) {
      const result = await read(description, { challenge, dataGroups: everything });
      assert.ok(result.photo === undefined && codes(result).length > 0);
      assert.equal((await verify(result.evidence)).verdicts.chip.reason, 'activeAuthentication');
    }
    const cut = { onPhase: 'activeAuthentication' };
    for (const description of [{ faults: [{ ...cut, kind: 'remove' }] }, 'short-only-no-chaining']) {
      const result = await read(description, { challenge });
      assert.deepEqual([result.evidence.activeAuthentication, result.evidence.files.DG15], [undefined, undefined], codes(result).join());
      assert.ok(codes(result).length > 0);
      assert.equal((await verify(result.evidence)).verdicts.chip.reason, 'notTransferable', codes(result).join());
    }
    const again = await read({ faults: [{ ...cut, kind: 'flipBit', bit: 70 }] }, { challenge });
    assert.equal((await verify(again.evidence)).verdicts.chip.reason, 'activeAuthentication');
  });

  test('challenges that no portal could mean are refused before the card is touched', async () => {
    const invalid = [
      { challenge: {} }, { challenge: { origin: 'https://a' } }, { challenge: { ...challenge, origin: '' } }, { challenge: { ...challenge, origin: 'https://a/b' } },
      { challenge: { ...challenge, origin: `https://${'a'.repeat(249)}` } }, { challenge: { ...challenge, origin: 'file://x' } }, { challenge: { ...challenge, origin: null } },
      { challenge: { ...challenge, nonce: '' } }, { challenge: { ...challenge, nonce: 'a b' } }, { challenge: { ...challenge, nonce: 'x'.repeat(257) } },
      { challenge: { ...challenge, nonce: 'é' } }, { challenge: { ...challenge, time: '2026-11-20T08:30:00Z' } }, { challenge: { ...challenge, challenge: '0011223344556677' } },
      { challenge: '0011223344556677' }, { evidence: true }, { evidence: { dg2: true } }, { evidence: { dg13: 1 } }, { evidence: { path: '/tmp/e' } },
    ];
    for (const params of invalid) {
      await assert.rejects(host.request('card.read', { key, ...params }), (error) => error.code === 'protocol.invalidParams', JSON.stringify(params));
    }
    await assert.rejects(host.request('card.readPhoto', { key, challenge }), (error) => error.code === 'protocol.invalidParams');
  });
});
