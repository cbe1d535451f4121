// Changes what is typed, throws in its handlers, and takes the form away; which of these is set by command or by ?lam=a,b.
import { note } from './watch.js';

const form = document.getElementById('formTiepNhan');
const active = new Set((new URLSearchParams(location.search).get('lam') ?? '').split(',').filter(Boolean));

const ACTS = {
  /** Writes something else than what was typed. */
  change: (input) => { input.value = 'Đã bị đổi'; },
  /** Turns the text round once the field is left. */
  changeLater: (input) => input.addEventListener('blur', () => { input.value = [...input.value].reverse().join(''); }, { once: true }),
  /** Throws in the middle of the page's own handler. */
  throw: () => { throw new Error('lỗi của trang'); },
  /** Removes the form from the document. */
  remove: () => document.getElementById('formTiepNhan').remove(),
  /** Replaces the form by a copy: old references are dead, values are gone. */
  replace: () => form.replaceWith(form.cloneNode(true)),
  /** Never stops writing into the field. */
  fight: (input) => { let turn = 0; const timer = setInterval(() => { input.value = `Lượt ${turn += 1}`; if (turn >= 50) clearInterval(timer); }, 20); },
  /** Keeps its thread for a while and then wipes the field once, some turns of promises after it has changed something else. */
  wipeBusy: (input) => {
    if (input.dataset.wiped) return;
    setTimeout(() => {
      const end = performance.now() + 200;
      while (performance.now() < end);
      input.dataset.wiped = 'true';
      let later = Promise.resolve();
      for (let turn = 0; turn < 20; turn += 1) later = later.then(() => undefined);
      later.then(() => { input.value = ''; });
    }, 10);
  },
  /** Sends the form away by itself. */
  submit: () => form.requestSubmit(),
};

window.portalCommand = (command) => {
  if (!Object.hasOwn(ACTS, command)) throw new Error(`unknown command ${command}`);
  if (command === 'remove' || command === 'replace') ACTS[command]();
  else active.add(command);
};

form.addEventListener('submit', (event) => {
  event.preventDefault();
  note('submit', null);
});
document.addEventListener('input', ({ target }) => {
  note('input', target.name);
  for (const act of active) ACTS[act](target);
});
