// The client of these tests itself: what stands beside a host keeps nobody from seeing it end.
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Host } from './client.mjs';

test('a host has ended, and all it said is there, although another holds its standard error', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'cccd-client-test-'));
  const program = join(directory, 'host.sh');
  const words = 'x'.repeat(60_000);
  writeFileSync(program, `#!/bin/sh
sleep infinity </dev/null >/dev/null &
echo $! >"${directory}/beside"
printf '%s' ${words} >&2
exit 3
`);
  chmodSync(program, 0o755);
  t.after(() => {
    process.kill(Number(readFileSync(join(directory, 'beside'), 'utf8')));
    rmSync(directory, { recursive: true, force: true });
  });
  const host = new Host({ command: program });
  assert.deepEqual(await host.exited, { code: 3, signal: null });
  assert.equal(host.stderr, words);
});
