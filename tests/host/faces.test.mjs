// The photo of the chip: JPEG and JPEG 2000 in both record formats, and what a hostile one costs.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { buildDirectory, root } from './client.mjs';
import { card, facts, present, qrText, startDesk } from './desk.mjs';

const binary = join(buildDirectory, 'bin', 'cccd-bridge');
const timeLimitMs = 25_000;

/** What a helper makes of a face: its refusal (0 for none), the sides, the picture, and how long it took. */
function face(image) {
  const header = Buffer.alloc(16);
  header.writeUInt32LE(1, 0);
  header.writeUInt32LE(image.length, 12);
  const begin = performance.now();
  const { status, signal, stdout } = spawnSync(binary, ['--picture-helper'], { input: Buffer.concat([header, image]), timeout: 30_000 });
  const time = performance.now() - begin;
  assert.deepEqual([status, signal], [0, null]);
  const refusal = stdout.readUInt32LE(0);
  if (refusal !== 0) return { refusal, time };
  return { refusal, width: stdout.readUInt32LE(4), height: stdout.readUInt32LE(8), picture: stdout.subarray(12), time };
}

// 4096 × 4096 samples of one brightness in 141 bytes, by opj_compress.
const flat = Buffer.from(
  'ff4fff510029000000001000000010000000000000000000000010000000100000000000000000000001070101ff52000c00000001000504040001ff5c00134040484850484850484850484850484850ff640025000143726561746564206279204f70656e4a5045472076657273696f6e20322e352e30ff90000a0000000000140001ff93808080808080ffd9',
  'hex',
);

/** The same with precincts of four samples: a million of them in every part of the picture. */
function manyPrecincts() {
  const at = flat.indexOf(Buffer.from([0xff, 0x52]));
  const segment = Buffer.from(flat.subarray(at, at + 14));
  segment.writeUInt16BE(12 + 6, 2);
  segment[4] |= 1;
  return Buffer.concat([flat.subarray(0, at), segment, Buffer.alloc(6, 0x11), flat.subarray(at + 14)]);
}

test('the largest picture that is allowed is decoded in time', () => {
  const { refusal, width, height, picture, time } = face(flat);
  assert.deepEqual([refusal, width, height], [0, 4096, 4096]);
  assert.ok(picture.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])));
  assert.ok(time < timeLimitMs, `${time} ms`);
});

test('pictures that ask for more than there is are refused in time', () => {
  const sides = Buffer.from(flat);
  sides.writeUInt32BE(0x7fffffff, 8);
  const tiles = Buffer.from(flat);
  for (const place of [24, 28]) tiles.writeUInt32BE(1, place);
  const components = Buffer.from(flat);
  components.writeUInt16BE(16384, 40);
  for (const [name, image] of Object.entries({ sides, tiles, components, precincts: manyPrecincts(), cut: flat.subarray(0, 130) })) {
    const { refusal, time } = face(image);
    assert.notEqual(refusal, 0, name);
    assert.ok(time < timeLimitMs, `${name}: ${time} ms`);
  }
});

test('the collected faults of decoders do no harm', (t) => {
  const folder = join(root, '..', 'shared', 'data', 'face-images', 'openjpeg-data', 'nonregression');
  if (!existsSync(folder)) return t.diagnostic('not run: ../shared/data/face-images is not there');
  const times = readdirSync(folder).map((name) => {
    const { time } = face(readFileSync(join(folder, name)));
    assert.ok(time < timeLimitMs, `${name}: ${time} ms`);
    return time;
  });
  t.diagnostic(`${times.length} files, the slowest ${Math.max(...times).toFixed(0)} ms`);
});

describe('cards', () => {
  let desk;
  let host;
  before(async () => {
    desk = await startDesk();
    host = await desk.host();
  });
  afterEach(() => desk.pcscd.remove('A'));
  after(() => desk.stop());

  async function read(name, dataGroups) {
    await present(desk, host, name);
    return host.request('card.read', { key: { qr: qrText(name) }, dataGroups }, 20_000);
  }

  test('photos of every kind come as JPEG', async () => {
    for (const name of ['photo-jp2', 'photo-j2k', 'photo-39794', 'photo-39794-jpeg']) {
      const { photo, problems } = await read(name, ['DG1', 'DG2']);
      assert.deepEqual(problems, [], name);
      assert.equal(photo.mediaType, 'image/jpeg', name);
      assert.ok(Buffer.from(photo.data, 'base64').subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])), name);
      await desk.pcscd.remove('A');
    }
  });

  test('a signed photo that cannot be shown costs the photo, not the text, and not the next reading', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cccd-photo-'));
    const portrait = readFileSync(join(root, 'tests', 'virtual-card', 'photo', 'portrait.jpg'));
    const sides = Buffer.from(flat);
    sides.writeUInt32BE(0x7fffffff, 8);
    const pictures = {
      'image.malformed': [manyPrecincts(), flat.subarray(0, 130), portrait.subarray(0, portrait.length / 2)],
      'image.tooLarge': [sides],
    };
    const name = 'nguyen-thi-mau';
    const truth = facts(name).citizen;
    for (const [code, images] of Object.entries(pictures))
      for (const [index, image] of images.entries()) {
        const what = `${code} ${index}`;
        const file = join(folder, `${code}-${index}`);
        writeFileSync(file, image);
        await present(desk, host, { extends: card(name), photo: file });
        const result = await host.request('card.read', { key: { qr: qrText(name) }, dataGroups: ['DG1', 'DG2', 'DG13'] }, 20_000);
        assert.deepEqual(result.problems, [{ code, dataGroup: 'DG2' }], what);
        assert.deepEqual([result.photo, result.verdicts.data.reason], [undefined, 'issuerNotInstalled'], what);
        assert.equal(result.citizen.placeOfResidence.value, truth.placeOfResidence, what);
        await desk.pcscd.remove('A');
      }
    assert.ok((await read(name, ['DG1', 'DG2'])).photo);
    rmSync(folder, { recursive: true });
  });

  test('DG11 and DG12 speak where there is no DG13', async () => {
    const { citizen, verdicts } = await read('dg11-dg12-no-dg13', ['DG1', 'DG13']);
    const truth = facts('nguyen-thi-mau').citizen;
    assert.equal(verdicts.data.reason, 'issuerNotInstalled');
    assert.deepEqual([citizen.fullName.value, citizen.fullName.source], [truth.fullName, 'dg11']);
    assert.ok(citizen.fullName.confirmedBy.includes('dg1'));
    assert.deepEqual([citizen.issueDate.value, citizen.issueDate.source], [truth.issueDate, 'dg12']);
    assert.equal(citizen.placeOfResidence.source, 'dg11');
    assert.equal(citizen.issuingAuthority.source, 'dg12');
  });

  test('a name in DG11 without marks is not offered; DG13 goes before DG11, which is then not read', async () => {
    assert.equal((await read('dg11-no-dg13', ['DG1', 'DG13'])).citizen.fullName.source, 'qr');
    await desk.pcscd.remove('A');
    const { citizen } = await read('dg11-dg12', ['DG1', 'DG13']);
    assert.equal(citizen.fullName.source, 'dg13');
    assert.ok(!citizen.fullName.confirmedBy.includes('dg11'));
  });
});
