// Imitates the extension's panel and its messages, and tries every door a page could try. Runs on the command "forge".
import { note } from './watch.js';

const MESSAGES = ['fill', 'plan', 'execute', 'confirm', 'lookup', 'record', 'undo', 'card.read', 'session.start', 'host.status'];
const FORGED_CITIZEN = { fullName: { value: 'Nguyễn Văn Giả', source: 'dg13', verified: true }, idNumber: { value: '079099999999', source: 'dg13', verified: true } };

function forgeEvents() {
  for (const type of MESSAGES) {
    const payload = { type, method: type, kind: type, source: 'cccd-bridge', jsonrpc: '2.0', id: 1, params: { citizen: FORGED_CITIZEN }, citizen: FORGED_CITIZEN };
    window.postMessage(payload, '*');
    window.postMessage(JSON.stringify(payload), '*');
    for (const name of [type, `cccd-bridge:${type}`, `cccdBridge.${type}`]) {
      for (const target of [window, document, document.body]) target.dispatchEvent(new CustomEvent(name, { bubbles: true, detail: payload }));
    }
  }
  for (const key of ['Enter', 'F9']) document.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey: true, altKey: true, bubbles: true }));
  document.getElementById('nutKiemTra').dispatchEvent(new MouseEvent('click', { bubbles: true }));
}

/** Outcome of an attempt that is expected to be refused: what came back, or the refusal's name. */
async function attempt(name, action) {
  try {
    note(name, { reached: true, answer: String(await action()) });
  } catch (error) {
    note(name, { reached: false, answer: error.name });
  }
}

function call(send) {
  return new Promise((resolve, reject) => {
    if (typeof chrome === 'undefined' || !chrome.runtime) {
      reject(new DOMException('chrome.runtime is not offered to this page', 'NotFoundError'));
      return;
    }
    send((answer) => (chrome.runtime.lastError ? reject(new DOMException(chrome.runtime.lastError.message, 'NetworkError')) : resolve(answer)));
  });
}

async function tryDoors(extension) {
  const base = `chrome-extension://${extension}/`;
  await attempt('sendMessage', () => call((done) => chrome.runtime.sendMessage(extension, { type: 'card.read' }, done)));
  await attempt('connect', () => call((done) => chrome.runtime.connect(extension).onDisconnect.addListener(done)));
  await attempt('connectNative', () => chrome.runtime.connectNative('vn.cccdbridge.host'));
  for (const file of ['panel.html', 'options.html', 'manifest.json', 'background.js', 'content.js', 'icons/16.png']) {
    await attempt(`fetch ${file}`, async () => (await fetch(base + file)).status);
  }
  await attempt('image', () => new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve('loaded');
    image.onerror = () => reject(new DOMException('refused', 'NetworkError'));
    image.src = `${base}icons/16.png`;
  }));
}

/** Runs every attempt; resolves when all have been answered or refused. */
window.portalCommand = async (command, extension) => {
  if (command !== 'forge') throw new Error(`unknown command ${command}`);
  forgeEvents();
  if (extension) await tryDoors(extension);
  note('done', null);
};

window.addEventListener('message', ({ data }) => {
  if (data?.source !== 'cccd-bridge') note('message', typeof data);
});
document.getElementById('nutKiemTra').addEventListener('click', (event) => note('lookup', { trusted: event.isTrusted }));
