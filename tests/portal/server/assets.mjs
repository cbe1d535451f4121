// Scripts and styles of the portals: the real front-end libraries, each bundled when a page asks for it first, once a process.
import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const page = (name) => fileURLToPath(new URL(`../pages/${name}`, import.meta.url));
const library = (name) => join(require.resolve('jquery/package.json'), '../../', name);

const FILES = {
  'select2.css': library('select2/dist/css/select2.min.css'),
  'formio.js': library('formiojs/dist/formio.form.min.js'),
  'formio.css': library('formiojs/dist/formio.form.min.css'),
  'flatpickr.css': library('flatpickr/dist/flatpickr.min.css'),
  'antd4.css': library('antd4/dist/antd.min.css'),
  'bootstrap.css': library('bootstrap/dist/css/bootstrap.min.css'),
  'bootstrapselect.css': library('bootstrap-select/dist/css/bootstrap-select.min.css'),
  'datepicker.css': library('bootstrap-datepicker/dist/css/bootstrap-datepicker3.min.css'),
  'reception.css': page('reception/reception.css'),
  'igate.css': page('igate/igate.css'),
  'hostile.css': page('hostile/hostile.css'),
  'vuetify.css': library('vuetify/dist/vuetify.min.css'),
  'tuphap.css': page('tuphap/tuphap.css'),
  'tandan.css': page('tandan/tandan.css'),
  'material.css': library('@angular/material/prebuilt-themes/indigo-pink.css'),
  'materiallegacy.css': library('@angular/material/legacy-prebuilt-themes/legacy-indigo-pink.css'),
  'ngselect.css': library('@ng-select/ng-select/themes/default.theme.css'),
};

/** Entry files of the scripts that are bundled with their libraries. */
const SCRIPTS = {
  'reception.js': page('reception/reception.js'),
  'igate.js': page('igate/igate.js'),
  ...Object.fromEntries(['forge', 'sandbox', 'leave', 'traps', 'vandal'].map((name) => [`${name}.js`, page(`hostile/${name}.js`)])),
  ...Object.fromEntries(['eform', 'bacninh', 'bca'].map((name) => [`${name}.js`, page(`jquery/${name}.js`)])),
  'opencps.js': page('opencps/opencps.js'),
  'tandan4.js': page('tandan/antd4.jsx'),
  'tandan5.js': page('tandan/antd5.jsx'),
  'lienthong.js': page('lienthong/legacy.js'),
  'tuphap.js': page('tuphap/tuphap.js'),
  'lienthongmdc.js': page('lienthong/mdc.js'),
};

const made = new Map();

async function bundle(entry) {
  const { outputFiles } = await build({
    entryPoints: [entry], write: false, bundle: true, format: 'iife', target: 'chrome120', logLevel: 'error', charset: 'utf8',
    // The build with the template compiler, one and the same for the page and its library.
    alias: { vue: library('vue/dist/vue.common.prod.js') },
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return outputFiles[0].contents;
}

/** Bytes of an asset by its name in the address, or undefined when there is none of that name. */
export function assetOf(name) {
  if (!made.has(name)) {
    if (Object.hasOwn(SCRIPTS, name)) made.set(name, bundle(SCRIPTS[name]));
    else if (Object.hasOwn(FILES, name)) made.set(name, readFile(FILES[name]));
  }
  return made.get(name);
}
