// The sample portals by hand: node tests/portal/serve.mjs [--directory DIR] [--port N] [--quirk name=value]... [--population FILE.json]
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPortals } from './index.mjs';
import { SAMPLE_PEOPLE } from './sample-people.mjs';

const { values } = parseArgs({
  options: { directory: { type: 'string' }, port: { type: 'string', default: '0' }, quirk: { type: 'string', multiple: true, default: [] }, population: { type: 'string' } },
});

function readValue(text) {
  if (/^(true|false|\d+)$/.test(text)) return JSON.parse(text);
  return text;
}

const quirks = Object.fromEntries(values.quirk.map((pair) => [pair.slice(0, pair.indexOf('=')), readValue(pair.slice(pair.indexOf('=') + 1))]));
const directory = values.directory ?? mkdtempSync(join(tmpdir(), 'cccd-portals-'));
const population = values.population ? JSON.parse(readFileSync(values.population, 'utf8')) : SAMPLE_PEOPLE;
const portals = await startPortals({ directory, population, quirks, port: Number(values.port) });

console.log(`Files in ${directory}; database ${portals.databasePath}`);
console.log(`Open a browser that maps the hosts:\n  chromium --user-data-dir=${join(directory, 'browser')} ${portals.browserArguments.map((a) => `'${a}'`).join(' ')} ${portals.urls.reception}`);
for (const [name, url] of Object.entries(portals.urls)) console.log(name, typeof url === 'string' ? url : Object.values(url).join(' '));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => portals.stop());
