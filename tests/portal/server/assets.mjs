// Scripts and styles of the portals: the real front-end libraries, bundled once at start.
import { build } from 'esbuild';
import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const page = (name) => fileURLToPath(new URL(`../pages/${name}`, import.meta.url));
const library = (name) => join(require.resolve('jquery/package.json'), '../../', name);

const COPIED = {
  'select2.css': library('select2/dist/css/select2.min.css'),
  'formio.js': library('formiojs/dist/formio.form.min.js'),
  'formio.css': library('formiojs/dist/formio.form.min.css'),
  'flatpickr.css': library('flatpickr/dist/flatpickr.min.css'),
  'reception.css': page('reception/reception.css'),
  'igate.css': page('igate/igate.css'),
  'hostile.css': page('hostile/hostile.css'),
};
const BUNDLED = ['reception/reception.js', 'igate/igate.js', ...['forge', 'sandbox', 'leave', 'traps', 'vandal'].map((name) => `hostile/${name}.js`)];

/** Writes every asset into a folder; resolves with the names that may be served from it. */
export async function makeAssets(folder) {
  mkdirSync(folder, { recursive: true });
  for (const [name, file] of Object.entries(COPIED)) copyFileSync(file, join(folder, name));
  await build({ entryPoints: BUNDLED.map(page), outdir: folder, entryNames: '[name]', bundle: true, format: 'iife', target: 'chrome120', logLevel: 'error', charset: 'utf8' });
  return new Set([...Object.keys(COPIED), ...BUNDLED.map((name) => name.split('/')[1])]);
}
