// Starts the sample portals and the sample population-database service behind them.
import { createServer } from 'node:https';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PopulationService } from './population/service.mjs';
import { assetOf } from './server/assets.mjs';
import { makeCertificate } from './server/certificate.mjs';
import { Dossiers } from './server/database.mjs';
import { PORTALS } from './server/dossier-columns.mjs';
import { FAMILIES } from './server/families.mjs';
import { HOSTILE_PATHS, serveHostile } from './server/hostile.mjs';
import { HttpError, send, sendJson } from './server/http.mjs';
import { PROCEDURE, serveIgate } from './server/igate.mjs';
import { checkQuirks, DEFAULT_QUIRKS } from './server/quirks.mjs';
import { CLERK, serveReception } from './server/reception.mjs';
import { servePublished } from './server/published.mjs';
import { setSecurityHeaders } from './server/security-headers.mjs';
import { Sessions } from './server/sessions.mjs';

/** Host names the portals answer to; map them to 127.0.0.1 in the browser. */
export const HOSTS = {
  reception: 'motcua.example.gov.vn', igate: 'dichvucong.example.gov.vn', trap: 'bay.example.gov.vn', hostile: 'evil.example.com', office: 'cauhinh.example.gov.vn',
  ...Object.fromEntries(FAMILIES.map(({ name, host }) => [name, host])),
};

const SERVICES = {
  reception: serveReception, igate: serveIgate, trap: serveHostile, hostile: serveHostile, office: servePublished,
  ...Object.fromEntries(FAMILIES.map(({ name, serve }) => [name, serve])),
};
const TYPES = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' };
const ACCOUNT = { user: 'motcua-mau', secret: 'bi-mat-mau' };
const PERMITTED = { procedureCodes: ['1.004222'], clerks: [CLERK.code] };

const urlsOf = (host) => Object.fromEntries(Object.entries(HOSTILE_PATHS).map(([name, path]) => [name, `https://${host}${path}`]));

/** Addresses of every page, as typed in a browser whose resolver maps the hosts. */
const URLS = {
  reception: `https://${HOSTS.reception}/tiep-nhan-ho-so`,
  dossierList: `https://${HOSTS.reception}/tra-cuu-ho-so`,
  igate: `https://${HOSTS.igate}/vi/padsvc/apply-online/${PROCEDURE}`,
  hostile: urlsOf(HOSTS.hostile),
  trap: urlsOf(HOSTS.trap),
  ...Object.fromEntries(FAMILIES.map(({ name, host, address }) => [name, `https://${host}${address}`])),
};

function portalOf(request) {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  const portal = Object.keys(HOSTS).find((name) => HOSTS[name] === host);
  if (!portal) throw new HttpError(421, 'Không có cổng này');
  return portal;
}

async function serveAsset(response, url) {
  const name = /^\/assets\/([a-z0-9.]+)$/.exec(url.pathname)?.[1];
  const content = name && await assetOf(name);
  if (!content) return false;
  send(response, 200, TYPES[name.split('.').at(-1)], content);
  return true;
}

async function serve(request, response, context) {
  try {
    const portal = portalOf(request);
    const url = new URL(request.url, `https://${HOSTS[portal]}`);
    setSecurityHeaders(response, portal, context.quirks);
    if (url.pathname === '/favicon.ico') return void send(response, 204, 'image/x-icon');
    if (request.method === 'GET' && (await serveAsset(response, url))) return;
    if (!(await SERVICES[portal](request, response, url, context))) throw new HttpError(404, 'Không tìm thấy trang');
  } catch (error) {
    const status = error instanceof HttpError ? error.status : 500;
    sendJson(response, { message: status === 500 ? 'Lỗi hệ thống' : error.message, details: error.details }, status);
    if (status === 500) context.onError(error);
  }
}

function controls(context, population) {
  return {
    /** Changes switches of the portals; a page shows them after a reload. @throws {TypeError} for an unknown switch */
    setQuirks: (quirks) => { context.quirks = checkQuirks({ ...context.quirks, ...quirks }); },
    /** Replaces the people the database knows: card facts {idNumber, oldIdNumber, fullName, dateOfBirth, ...}. */
    setPopulation: (people) => population.setPeople(people),
    /** Cuts every connection to the database while true. */
    populationDown: (down) => population.configure({ down }),
    /** Answers every lookup with this code (004, 005, any other = system error); undefined ends it. */
    populationError: (error) => population.configure({ error }),
    /** Lets the database answer late. */
    populationDelay: (delayMs) => population.configure({ delayMs }),
    /** Lets the database give whole addresses in capitals. */
    populationCapitals: (inCapitals) => population.configure({ inCapitals }),
    /** What the office's own server answers at a path with from now on. */
    publish: (path, text) => context.published.set(path, text),
    /** Every request that reached the database. */
    lookupLog: () => population.log(),
  };
}

/**
 * Starts everything on loopback, keeping all files in one directory.
 * @param {{directory: string, population?: object[], quirks?: object, port?: number, onError?: (error: Error) => void}} options
 *   `population`: card facts of the people the database knows; `quirks`: see server/quirks.mjs
 * @returns {Promise<{port, spki, hosts, urls, databasePath, clerk, browserArguments, control, readDossiers, stop}>}
 *   spki: base64 SHA-256 of the certificate's public key; browserArguments: what Chromium needs to reach the portals
 */
export async function startPortals({ directory, population: people = [], quirks = {}, port = 0, onError = console.error }) {
  mkdirSync(directory, { recursive: true });
  const { key, cert, spki } = makeCertificate(directory, Object.values(HOSTS));
  const databasePath = join(directory, 'dossiers.sqlite');
  const population = new PopulationService(ACCOUNT, PERMITTED);
  population.setPeople(people);
  const context = {
    quirks: checkQuirks({ ...DEFAULT_QUIRKS, ...quirks }), onError, sessions: new Sessions(), published: new Map(),
    dossiers: new Dossiers(databasePath), service: { url: await population.start(), account: ACCOUNT },
  };
  const server = createServer({ key, cert }, (request, response) => serve(request, response, context));
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const bound = server.address().port;
  return {
    port: bound, spki, hosts: HOSTS, urls: URLS, databasePath, clerk: CLERK, control: controls(context, population),
    browserArguments: [`--host-resolver-rules=MAP *.gov.vn 127.0.0.1:${bound}, MAP ${HOSTS.hostile} 127.0.0.1:${bound}`, `--ignore-certificate-errors-spki-list=${spki}`],
    /** Saved dossiers of all portals, oldest first within each: {portal, number, savedAt, clerk?, ...fields}. */
    readDossiers: () => PORTALS.flatMap((portal) => context.dossiers.read(portal)),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await population.stop();
      context.dossiers.close();
    },
  };
}
