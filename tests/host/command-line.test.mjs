// The command line: params from input, errors in two languages, lines of requests, codes in pictures.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { run } from './client.mjs';

const base = mkdtempSync(join(tmpdir(), 'command-'));
after(() => rmSync(base, { recursive: true, force: true }));

describe('command line', () => {
  const qr = '001199012345|012345678|Nguyễn Thị Mẫu|05021999|Nữ|1 Phố Mẫu, Hà Nội|10052021';
  const env = { PCSCLITE_CSOCK_NAME: join(base, 'none') };

  test('params from input, errors in two languages with the code', async () => {
    const outcome = await run(['call', 'qr.parse', '-'], { input: JSON.stringify({ text: qr }), env });
    assert.equal(JSON.parse(outcome.stdout).citizen.fullName.value, 'Nguyễn Thị Mẫu');
    const failed = await run(['call', 'card.read', '{"key":{"can":"012345"}}'], { env: { ...env, LC_ALL: 'vi_VN.UTF-8' } });
    assert.equal(failed.code, 1);
    const [code, vietnamese, english] = failed.stderr.split('\n');
    assert.equal(code, 'pcsc.serviceUnavailable');
    assert.match(vietnamese, /Dịch vụ thẻ thông minh/);
    assert.match(english, /smart card service/);
    assert.match((await run(['call', 'session.start', '{}'], { env })).stderr, /^protocol\.methodUnknown/);
    assert.match((await run(['call', 'no.such'], { env })).stderr, /^protocol\.methodUnknown/);
    assert.match((await run(['call', 'qr.parse', '{'], { env })).stderr, /^protocol\.parseError/);
    // A text that a script hands on must not choose another method.
    const input = `{"text":"x"},"method":"host.status","params":{}`;
    assert.match((await run(['call', 'qr.parse', '-'], { input, env })).stderr, /^protocol\.parseError/);
    assert.match((await run(['call', 'qr.parse', input], { env })).stderr, /^protocol\.parseError/);
    assert.equal((await run(['call'], { env })).code, 1);
  });

  test('one response a line, in order, whatever the lines are', async () => {
    const lines = [
      JSON.stringify({ jsonrpc: '2.0', id: 11, method: 'qr.parse', params: { text: qr } }),
      JSON.stringify({ id: 12, method: 'qr.parse', params: { text: 'x' } }),
      '{"broken',
      JSON.stringify({ method: 'reader.list' }),
      '',
      '[1]',
      JSON.stringify({ jsonrpc: '2.0', id: 13, method: 'no.such' }),
      JSON.stringify({ jsonrpc: '2.0', id: 14, method: 'citizen.compare', params: { left: {}, right: {} } }),
    ];
    const outcome = await run(['call', '--ndjson'], { input: lines.join('\n'), env });
    const answers = outcome.stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
    assert.deepEqual(
      answers.map(({ id, error }) => [id, error?.data.code]),
      [[11, undefined], [12, undefined], [null, 'protocol.parseError'], [4, undefined], [null, 'protocol.invalidRequest'], [13, 'protocol.methodUnknown'], [14, undefined]],
    );
    assert.equal(outcome.code, 0);
  });

  test('lines larger than a browser may send; one above the limit is refused and the next is read', async () => {
    const large = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'qr.decode', params: { image: 'A'.repeat(3 * 1024 * 1024) } });
    const tooLarge = 'x'.repeat(64 * 1024 * 1024 + 1);
    const small = JSON.stringify({ jsonrpc: '2.0', id: 2, method: 'qr.parse', params: { text: 'x' } });
    const outcome = await run(['call', '--ndjson'], { input: [large, tooLarge, small, ''].join('\r\n'), env });
    const answers = outcome.stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
    assert.deepEqual(answers.map(({ id, error }) => [id, error?.data.code]), [[1, 'image.unsupported'], [null, 'protocol.tooLarge'], [2, undefined]]);
  });

  test('events only when asked for', async () => {
    const input = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'reader.list' }) + '\n';
    const quiet = (await run(['call', '--ndjson'], { input, env })).stdout.trimEnd().split('\n');
    assert.equal(quiet.length, 1);
    const loud = (await run(['call', '--ndjson', '--events'], { input, env })).stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
    assert.deepEqual(loud.map(({ method, id }) => method ?? id).sort(), [1, 'reader.changed']);
  });

  test('QR codes in images', async () => {
    const picture = join(base, 'code.png');
    execFileSync('qrencode', ['-8', '-s', '4', '-o', picture, qr]);
    const outcome = await run(['qr', picture], { env });
    assert.equal(outcome.code, 0, outcome.stderr);
    const { file, text, parsed } = JSON.parse(outcome.stdout);
    assert.equal(file, picture);
    assert.equal(text, qr);
    assert.equal(parsed.citizen.idNumber.value, '001199012345');
    const missing = await run(['qr', join(base, 'none.png'), picture], { env });
    assert.equal(missing.code, 1);
    assert.equal(missing.stdout.trimEnd().split('\n').length, 1);
    writeFileSync(join(base, 'text.png'), 'no picture');
    assert.match((await run(['qr', join(base, 'text.png')], { env })).stderr, /text\.png: image\.unsupported/);
    // Nobody writes into it: to open it would be to wait for ever.
    execFileSync('mkfifo', [join(base, 'pipe.png')]);
    assert.equal((await run(['qr', join(base, 'pipe.png')], { env })).code, 1);
  });
});
