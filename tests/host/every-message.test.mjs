// Every method and every event of the schema is seen from the real host, and each message fits its definition.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { HostError, root, run } from './client.mjs';
import { card, facts, pki, present, qrText, startDesk } from './desk.mjs';
import { startSerialScanners } from '../virtual-scanner/index.mjs';
import { checkMessage, events, methods, seen } from './schema.mjs';

describe('every message', () => {
  let desk;
  let host;
  const mau = facts('nguyen-thi-mau');
  const key = { can: mau.key.can };
  before(async () => {
    desk = await startDesk();
    writeFileSync(join(desk.configDirectory, 'scanners.json'), JSON.stringify({ serialPorts: [{ path: join(desk.configDirectory, 'port') }] }));
    host = await desk.host();
  });
  after(() => desk?.stop());

  // A JPEG with comment segments, so large that it needs a handle.
  function largePhoto(size) {
    const jpeg = readFileSync(join(root, 'tests', 'virtual-card', 'photo', 'portrait.jpg'));
    const parts = [jpeg.subarray(0, 2)];
    for (let left = size - jpeg.length; left > 0; left -= 60_004) {
      const length = Math.min(left, 60_004);
      const segment = Buffer.alloc(Math.max(length, 8), 0x20);
      segment.set([0xff, 0xfe]);
      segment.writeUInt16BE(segment.length - 2, 2);
      parts.push(segment);
    }
    return Buffer.concat([...parts, jpeg.subarray(2)]);
  }

  test('a photo above the message limit is read by handle, once', async () => {
    const photo = largePhoto(450_000);
    const file = join(desk.configDirectory, 'large.jpg');
    writeFileSync(file, photo);
    await desk.pcscd.insert('A', { extends: card('nguyen-thi-mau'), photo: file });
    await host.event('card.inserted');
    const result = await host.request('card.read', { key, dataGroups: ['DG1', 'DG13', 'DG2'] });
    const { handle, length, mediaType } = result.photo;
    assert.deepEqual([length, mediaType], [photo.length, 'image/jpeg']);
    await assert.rejects(host.request('blob.read', { handle, offset: length, length: 1 }), (error) => error.code === 'blob.rangeInvalid');
    const pieces = [];
    for (let offset = 0; offset < length; offset += 200_000) {
      const piece = await host.request('blob.read', { handle, offset, length: 200_000 });
      assert.deepEqual([piece.offset, piece.total], [offset, length]);
      pieces.push(Buffer.from(piece.data, 'base64'));
    }
    const hash = (bytes) => createHash('sha256').update(bytes).digest('hex');
    assert.equal(hash(Buffer.concat(pieces)), hash(photo));
    await assert.rejects(host.request('blob.read', { handle, offset: 0, length: 1 }), (error) => error.code === 'blob.unknown');

    const again = await host.request('card.readPhoto', {});
    await desk.pcscd.remove('A');
    await host.event('card.removed');
    await assert.rejects(
      host.request('blob.read', { handle: again.photo.handle, offset: 0, length: 1 }),
      (error) => error instanceof HostError && error.code === 'blob.unknown',
    );
    assert.ok(host.peakMemory() <= 64 * 1024, `${host.peakMemory()} KiB`);
  });

  // A serial scanner that the administrator named: one scan, one loss, every method.
  async function hearScanner() {
    const scanners = startSerialScanners(desk.configDirectory);
    await scanners.plug('port');
    assert.equal((await host.request('scanner.list')).scanners[0].state, 'ready');
    assert.equal((await host.request('scanner.listen')).scanners[0].state, 'listening');
    await scanners.send('port', `${qrText('nguyen-thi-mau')}\r${'x'.repeat(9000)}\r`);
    assert.equal((await host.event('scanner.scanned')).parsed.citizen.fullName.value, mau.citizen.fullName);
    assert.equal((await host.event('scanner.rejected')).error, 'scanner.dataTooLong');
    const from = host.events.length;
    assert.equal((await host.request('scanner.stop')).scanners[0].state, 'ready');
    await host.event('scanner.changed', ({ scanners: [one] }) => one.state === 'ready', from);
    await scanners.stop();
  }

  test('each method gives its result and each event comes', async () => {
    const from = host.events.length;
    await desk.pcscd.insert('A', card('tampered-dg2'));
    await host.event('card.inserted', undefined, from);
    await host.request('card.read', { key, dataGroups: ['DG1', 'DG2', 'DG13'] });
    await host.event('card.withdrawn');
    for (const method of ['host.status', 'diagnostics.run', 'reader.list', 'trust.list']) await host.request(method);
    await host.request('operation.cancel', { id: 1 });
    await host.request('profile.verify', { bundle: '{}', signature: '', key: Buffer.alloc(32).toString('base64') });
    const left = (await host.request('qr.parse', { text: qrText('nguyen-thi-mau') })).citizen;
    const right = (await host.request('qr.parse', { text: qrText('vo-thi-khac') })).citizen;
    const damaged = await host.request('qr.parse', {
      text: '058058000019|012345678|V259n|01031958|Nam|Thôn Mẫu|20032026||||058158990001',
    });
    assert.deepEqual(damaged.cancelledIdNumbers, ['058158990001']);
    assert.deepEqual(damaged.notes, [{ code: 'noPaperForOldNumber', field: 'oldIdNumber' }]);
    assert.deepEqual(damaged.warnings[0], { code: 'nameDamaged', field: 'fullName', cause: 'codePointNumbers' });
    assert.equal((await host.request('citizen.compare', { left, right })).samePerson, 'no');
    assert.equal((await host.request('citizen.compare', { left, right: left })).samePerson, 'yes');
    assert.equal((await host.request('address.resolve', { text: 'Thôn Mẫu, Xã Lóng Phiêng, Huyện Yên Châu, Tỉnh Sơn La' })).status, 'exact');
    const split = await host.request('address.resolve', { text: 'Phường 14, Quận 10, TP. Hồ Chí Minh', issueDate: '2021-05-10' });
    assert.ok(['exact', 'ambiguous'].includes(split.status));
    await assert.rejects(host.request('address.resolve', { text: 'Hà Nội', issueDate: '2021-02-30' }), (error) => error.code === 'protocol.invalidParams');
    assert.equal((await host.request('document.inspect', { files: {} })).verdicts.data.reason, 'securityObjectMissing');
    const evidence = JSON.parse(readFileSync(join(root, 'docs', 'evidence-example.json'), 'utf8'));
    assert.equal((await host.request('evidence.verify', { evidence })).verdicts.chip.reason, 'keyNotTrusted');
    await hearScanner();
    const blank = Buffer.alloc(64 * 64, 255).toString('base64');
    assert.deepEqual(await host.request('qr.decode', { width: 64, height: 64, luma: blank }), { symbols: [] });
    const imported = await run(['call', 'trust.import', JSON.stringify({ path: pki('csca-vn.cert.pem') })], {
      configDirectory: desk.configDirectory,
    });
    checkMessage({ jsonrpc: '2.0', id: 1, result: JSON.parse(imported.stdout) }, 'trust.import');
    await host.close();

    assert.deepEqual([...seen.results].sort(), Object.keys(methods).sort());
    assert.deepEqual([...seen.events].sort(), Object.keys(events).sort());
  });

  test('a photo behind a handle goes with the data that is withdrawn', async () => {
    const file = join(desk.configDirectory, 'large.jpg');
    writeFileSync(file, largePhoto(450_000));
    const own = await desk.host();
    await present(desk, own, { extends: card('tampered-dg13'), photo: file });
    const { photo, verdicts } = await own.request('card.read', { key, dataGroups: ['DG1', 'DG2'] });
    assert.notEqual(verdicts.data.status, 'no');
    assert.equal((await own.request('card.read', { key })).verdicts.data.status, 'no');
    assert.equal(own.events.filter((event) => event.method === 'card.withdrawn').length, 1);
    await assert.rejects(own.request('blob.read', { handle: photo.handle, offset: 0, length: 1 }), (error) => error.code === 'blob.unknown');
    await own.close();
  });

  test('citizens that do not fit the schema are refused', async () => {
    const strict = await desk.host();
    const field = { value: 'Nguyễn Thị Mẫu', source: 'qr', verified: false };
    for (const left of [
      { fullName: { ...field, value: '' } }, { fullName: { ...field, value: 5 } }, { fullName: { ...field, source: 'x' } },
      { fullName: { value: 'A', source: 'qr' } }, { fullName: { ...field, more: 1 } }, { fullName: 'A' }, { unknown: field },
      { idNumber: { ...field, value: '12345' } }, { dateOfBirth: { ...field, value: '1999-02-30' } },
      { dateOfBirth: { ...field, value: null } }, { sex: { ...field, value: 'nam' } },
      { fullName: { ...field, confirmedBy: ['qr', 'qr'] } }, { fullName: { ...field, confirmedBy: ['x'] } },
    ]) {
      await assert.rejects(strict.request('citizen.compare', { left, right: {} }), (error) => error.code === 'protocol.invalidParams', JSON.stringify(left));
    }
    const expiry = { expiryDate: { value: null, source: 'dg1', verified: true, confirmedBy: ['dg13'] } };
    assert.deepEqual(await strict.request('citizen.compare', { left: expiry, right: expiry }), { samePerson: 'unknown', differences: [] });
    await strict.close();
  });

  test('a picture of 16 megapixels stays within the memory limit', async () => {
    const { execFileSync } = await import('node:child_process');
    const picture = join(desk.configDirectory, 'large.png');
    execFileSync('python3', ['-c', `
import struct, zlib, sys
w = h = 4096
raw = b''.join(b'\\0' + (b'\\xff' * w) for _ in range(h))
chunk = lambda t, d: struct.pack('>I', len(d)) + t + d + struct.pack('>I', zlib.crc32(t + d))
open(sys.argv[1], 'wb').write(b'\\x89PNG\\r\\n\\x1a\\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', w, h, 8, 0, 0, 0, 0)) + chunk(b'IDAT', zlib.compress(raw)) + chunk(b'IEND', b''))
`, picture]);
    const large = await desk.host();
    const image = readFileSync(picture).toString('base64');
    // A machine under load needs more than the ten seconds a picture may take: either way it was held in memory.
    const answer = await large.request('qr.decode', { image }, 60_000).catch(({ code }) => ({ code }));
    assert.ok(answer.code === 'operation.timeout' || answer.symbols?.length === 0, JSON.stringify(answer));
    assert.ok(large.peakMemory() <= 64 * 1024, `${large.peakMemory()} KiB`);
    await large.close();
  });
});
