// Leaves for the same screen of another dossier: on command, on the first input, or when the lookup is pressed (?khi=...).
import { note } from './watch.js';

const query = new URLSearchParams(location.search);
const leave = () => location.assign(`?lan=${Number(query.get('lan') ?? 1) + 1}`);

window.portalCommand = (command) => {
  if (command === 'navigate') leave();
  else if (command === 'softNavigate') history.pushState({}, '', `?lan=${Number(query.get('lan') ?? 1) + 1}`);
  else if (command === 'reload') location.reload();
  else throw new Error(`unknown command ${command}`);
};

document.addEventListener('input', ({ target }) => {
  note('input', target.name);
  if (query.get('khi') === 'input') leave();
});
document.getElementById('nutKiemTra').addEventListener('click', () => {
  note('lookup', null);
  if (query.get('khi') === 'lookup') leave();
});
