// Fields a person cannot see, beside the ones they can: records every field that something was written into.
import { note } from './watch.js';

document.addEventListener('input', ({ target }) => note('input', target.name));
