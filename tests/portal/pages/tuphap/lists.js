// The lists these forms draw themselves, one by one and as a place: country, province, commune and the rest.
import { list, quirks } from '../family/server.js';
import { Field } from './elements.js';

const PROMPT = '-- Chọn --';
// A page that was built wrong notices it so much later.
const REBUILT_MS = 250;

const fold = (text) => text.normalize('NFC').toLocaleLowerCase('vi');

/** One drawn list; only one is open at a time. */
class Drawn {
  static #open;
  code = '';
  #entries = [];
  #isBroken = quirks.brokenFirst;

  /** @param {{id: string, prompt: boolean, search: boolean, changed: (code: string) => void}} way */
  constructor(place, way) {
    this.place = place;
    this.way = way;
    this.#draw();
  }

  set entries(entries) {
    this.#entries = entries;
    this.choose('', false);
  }

  /** Shows the option of this code, or the prompt. */
  choose(code, isTold = true) {
    this.code = code;
    this.#draw();
    if (isTold) this.way.changed(code);
  }

  #draw() {
    if (Drawn.#open === this) Drawn.#open = undefined;
    const shown = this.#entries.find((entry) => entry.code === this.code)?.name ?? PROMPT;
    this.place.innerHTML = `<div id="custom-select-${this.way.id}"><div class="input-field-select" tabindex="0"></div></div>`;
    this.place.querySelector('.input-field-select').textContent = shown;
    this.place.querySelector('.input-field-select').addEventListener('click', () => (Drawn.#open === this ? this.#close() : this.#unfold()));
  }

  #close() {
    this.place.querySelector('.input-field-select-options').remove();
    Drawn.#open = undefined;
  }

  #unfold() {
    Drawn.#open?.#close();
    Drawn.#open = this;
    const panel = document.createElement('div');
    panel.className = 'input-field-select-options';
    this.place.firstElementChild.append(panel);
    if (this.#isBroken) return void this.#rebuild();
    const search = this.way.search ? '<input placeholder="Tìm kiếm...">' : '';
    panel.innerHTML = search;
    panel.querySelector('input')?.addEventListener('input', ({ target }) => this.#offer(panel, fold(target.value)));
    this.#offer(panel, '');
  }

  #rebuild() {
    this.#isBroken = false;
    setTimeout(() => this.#draw(), REBUILT_MS);
  }

  #offer(panel, wanted) {
    for (const old of panel.querySelectorAll('div')) old.remove();
    const entries = [...(this.way.prompt ? [{ code: '', name: PROMPT }] : []), ...this.#entries.filter(({ name }) => fold(name).includes(wanted))];
    for (const { code, name } of entries) {
      const item = document.createElement('div');
      item.textContent = name;
      item.addEventListener('click', () => this.choose(code));
      panel.append(item);
    }
  }
}

const caption = (id, label) => `<label>${label}</label><div data-cho="${id}"></div>`;
const entriesOf = (pairs) => pairs.map(([code, name]) => ({ code, name }));

class Select extends Field {
  drawing() { return caption(this.name, this.label); }

  async wire() {
    const isPlain = this.constructor.isPlain;
    this.drawn = new Drawn(this.one('[data-cho]'), { id: this.name, prompt: !isPlain, search: !isPlain, changed: (code) => this.take(code) });
    const { drawn } = this;
    drawn.entries = this.hasAttribute('options') ? entriesOf(JSON.parse(this.getAttribute('options'))) : await list(this.getAttribute('list'));
    if (this.hasAttribute('default')) drawn.choose(this.getAttribute('default'));
  }
}

/** Begins with an option of its own, and has neither search nor "none". */
class SelectDefault extends Select {}
SelectDefault.isPlain = true;

const LEVELS = [['country', 'Quốc gia', 'countries'], ['province', 'Tỉnh/Thành phố', 'provinces'], ['ward', 'Xã/Phường/Đặc khu', 'communes']];

class Area extends Field {
  drawing() {
    const detail = `${this.name}-detail`;
    return `<h4>${this.label}</h4>${LEVELS.map(([level, label]) => caption(level, label)).join('')}<label for="${detail}">Số nhà, đường phố, thôn, xóm</label><input class="input-field" id="${detail}" name="${detail}">`;
  }

  async wire() {
    this.levels = Object.fromEntries(LEVELS.map(([level]) => [level, this.#level(level)]));
    this.one('input.input-field').addEventListener('input', () => this.#tell());
    this.levels.country.entries = await list('countries');
    this.levels.country.choose('VN');
  }

  #level(level) {
    return new Drawn(this.one(`[data-cho="${level}"]`), { id: `${this.name}-${level}`, prompt: true, search: true, changed: (code) => this.#changed(level, code) });
  }

  async #changed(level, code) {
    const below = LEVELS[LEVELS.findIndex(([name]) => name === level) + 1];
    if (below) {
      const [name, , listed] = below;
      const turn = this.levels[name];
      turn.entries = [];
      if (level === 'country') this.levels.ward.entries = [];
      this.#tell();
      const found = code === '' || (level === 'country' && code !== 'VN') ? [] : await list(listed, level === 'country' ? '' : code);
      if (this.levels[level].code === code) turn.entries = found;
    }
    this.#tell(level);
  }

  #tell(level) {
    this.take({ country: this.levels.country.code, province: this.levels.province.code, ward: this.levels.ward.code, detail: this.one('input.input-field').value, level });
  }

  /** Empties the text alone. */
  wipe() {
    this.one('input.input-field').value = '';
    this.#tell();
  }
}

/** Makes the lists known to the page. */
export function defineLists() {
  customElements.define('x-select', Select);
  customElements.define('x-select-default', SelectDefault);
  customElements.define('x-select-area', Area);
}
