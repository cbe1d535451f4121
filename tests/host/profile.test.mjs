// profile.verify: signatures over an office's profiles, made here by Node's own Ed25519.
import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { after, before, test } from 'node:test';
import { HostError } from './client.mjs';
import { startDesk } from './desk.mjs';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const key = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');
const signed = (bundle) => ({ bundle, signature: sign(null, Buffer.from(bundle), privateKey).toString('base64'), key });

let desk;
let host;
before(async () => {
  desk = await startDesk();
  host = await desk.host();
});
after(() => desk.stop());

const verify = async (params) => (await host.request('profile.verify', params)).valid;

test('a text is valid under its key, and nothing else is', async () => {
  const bundle = JSON.stringify({ title: 'Tiếp nhận hồ sơ – phường Mẫu' });
  assert.equal(await verify(signed(bundle)), true);
  assert.equal(await verify(signed('x'.repeat(500_000))), true);
  const good = signed(bundle);
  assert.equal(await verify({ ...good, bundle: `${bundle} ` }), false);
  assert.equal(await verify({ ...good, bundle: bundle.normalize('NFD') }), false);
  assert.equal(await verify({ ...good, signature: signed('other').signature }), false);
  assert.equal(await verify({ ...good, signature: 'AAAA' }), false);
  const other = generateKeyPairSync('ed25519').publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  assert.equal(await verify({ ...good, key: other.toString('base64') }), false);
});

test('parameters that do not fit are refused', async () => {
  const good = signed('{}');
  for (const params of [{}, { ...good, more: 1 }, { ...good, key: 'AAAA' }, { ...good, key: '!' }, { ...good, signature: 5 }, { ...good, bundle: 'x'.repeat(524_289) }])
    await assert.rejects(host.request('profile.verify', params), (error) => error instanceof HostError && error.code === 'protocol.invalidParams');
});
