// The plain elements of these forms: each holds its value itself, what stands in the page is a drawing of it.
import { quirks } from '../family/server.js';

/** What all of them share: a name, a label, a value of their own, and a tree they are drawn in. */
export class Field extends HTMLElement {
  value = '';
  tree;

  get name() { return this.getAttribute('name'); }

  get label() { return this.getAttribute('label'); }

  connectedCallback() {
    if (this.tree) return;
    this.tree = quirks.shadow === 'none' ? this : this.attachShadow({ mode: quirks.shadow });
    this.reset();
  }

  /** Empties the field and draws it anew: nothing of the former drawing is left. */
  reset() {
    this.value = '';
    this.tree.innerHTML = `${quirks.shadow === 'none' ? '' : '<link rel="stylesheet" href="/assets/tuphap.css">'}<div class="form-group">${this.drawing()}</div>`;
    this.wire();
  }

  one(selector) { return this.tree.querySelector(selector); }

  /** Takes a value from what a person did and tells the form. */
  take(value) {
    this.value = value;
    this.dispatchEvent(new Event('doi-gia-tri', { bubbles: true }));
  }
}

class Text extends Field {
  drawing() {
    const locked = this.hasAttribute('locked') ? ' readonly' : '';
    return `<label for="${this.name}">${this.label}</label><input class="input-field" id="${this.name}" name="${this.name}"${locked}>`;
  }

  wire() {
    this.one('input').addEventListener('input', ({ target }) => this.take(target.value));
  }

  /** From the portal itself: the value, and what is drawn of it. */
  show(value) {
    this.value = value;
    this.one('input').value = value;
  }
}

/** Takes digits only: a number that may begin with noughts is no number to a browser. */
class NumberField extends Text {
  wire() {
    this.one('input').inputMode = 'numeric';
    this.one('input').addEventListener('input', ({ target }) => {
      target.value = target.value.replace(/\D/g, '');
      this.take(target.value);
    });
  }
}

const pad = (number, length) => String(number).padStart(length, '0');

/** yyyy-MM-dd of a day there is, else "". */
function isoDay(day, month, year) {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isDay = year >= 1900 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isDay ? `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` : '';
}

class DateField extends Field {
  drawing() {
    const part = (name, words, length) => `<input class="input-field" id="${this.name}-${name}" placeholder="${words}" maxlength="${length}" inputmode="numeric">`;
    return `<label>${this.label}</label><div class="ba-o">${part('day', 'Ngày', 2)}${part('month', 'Tháng', 2)}${part('year', 'Năm', 4)}<input type="hidden" id="${this.name}-name-date-input" name="${this.name}"></div>`;
  }

  wire() {
    for (const input of this.tree.querySelectorAll('.ba-o .input-field')) input.addEventListener('change', () => this.#read());
  }

  #read() {
    const [day, month, year] = ['day', 'month', 'year'].map((name) => Number(this.one(`[id$="-${name}"]`).value));
    this.take(isoDay(day, month, year));
    this.one('[type=hidden]').value = this.value;
  }
}

class DateText extends Field {
  drawing() {
    return `<label for="${this.name}">${this.label}</label><input class="input-field" id="${this.name}" name="${this.name}" placeholder="dd/mm/yyyy">`;
  }

  // It understands what was typed once the field is left.
  wire() {
    this.one('input').addEventListener('blur', ({ target }) => {
      const [day, month, year] = target.value.split('/').map(Number);
      this.take(isoDay(day, month, year));
    });
  }
}

/** Called a radio button, drawn as boxes of which the last one ticked counts. */
class Radio extends Field {
  drawing() {
    const box = ([code, words]) => `<label class="o-chon"><input type="checkbox" value="${code}"> ${words}</label>`;
    return `<label>${this.label}</label><div>${JSON.parse(this.getAttribute('options')).map(box).join('')}</div>`;
  }

  wire() {
    const boxes = [...this.tree.querySelectorAll('input')];
    for (const box of boxes) {
      box.addEventListener('change', () => {
        for (const other of boxes) if (other !== box) other.checked = false;
        this.take(box.checked ? box.value : '');
      });
    }
  }
}

/** Makes the plain elements known to the page. */
export function definePlain() {
  customElements.define('x-input', Text);
  customElements.define('x-input-number', NumberField);
  customElements.define('x-date', DateField);
  customElements.define('x-date-text', DateText);
  customElements.define('x-radio', Radio);
}
