// The form inside the sandboxed frame: it only watches whether anything is written.
import { note } from './watch.js';

note('origin', window.origin);
document.addEventListener('input', ({ target }) => note('input', target.name));
