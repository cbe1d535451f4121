// What the portals built with jQuery do alike: draw their fields, load the lists, let the commune follow the province, post what they hold.
import $ from '../reception/libraries.js';
import { list, quirks, save } from '../family/server.js';

const PROMPT = '<option value="">-- Chọn --</option>';
const options = (entries) => PROMPT + entries.map(({ code, name }) => $('<option>', { value: code, text: name }).prop('outerHTML')).join('');

/** The fields of this page: the district only where there is one; where its field outlived it, the commune stands in it. */
function shown(fields) {
  return fields.filter(({ isDistrict }) => !isDistrict || quirks.districts).map((field) => (field.former && quirks.districtHoldsCommune ? { ...field, element: field.former } : field));
}

export class Form {
  #family;
  #fields;
  #random = Math.random().toString(36).slice(2);
  #wiped = !quirks.rerenderWipe;
  #asked = new Map();
  #lists = new Map();

  /** @param {{fields: object[], cell: (field, id, attributes) => string, dress: (element, field) => void, button: string}} family */
  constructor(family) {
    this.#family = family;
    this.#fields = shown(family.fields);
  }

  /** The element of a field by the portal's own name for it. */
  element(name) {
    return $(`[data-ten="${name}"]`);
  }

  async start() {
    const names = [...new Set(this.#fields.filter((field) => field.list && !field.parent).map((field) => field.list))];
    for (const name of names) this.#lists.set(name, await list(name));
    const sections = [...new Set(this.#fields.map(({ section }) => section))].map((title) => {
      const cells = this.#fields.filter(({ section }) => section === title).map((field) => `<div class="form-group col-4" data-o="${field.name}">${this.#cell(field)}</div>`);
      return `<section class="card p-3 mb-3"><h3>${title}</h3><div class="row">${cells.join('')}</div></section>`;
    });
    $('#app').addClass('container').html(`<h1>${document.title}</h1><form id="form-content">${sections.join('')}<button type="submit" id="nutGui" class="btn btn-primary">${this.#family.button}</button><p id="thongBao" role="status"></p></form>`);
    for (const field of this.#fields) this.#dress(field);
    for (const field of this.#fields.filter(({ parent }) => parent)) this.#follow(field);
    $('#form-content').on('submit', (event) => this.#submit(event));
    window.portalModel = () => this.model();
  }

  #cell(field) {
    const called = field.element ?? field.name;
    const id = quirks.randomIds ? `f_${this.#random}_${called.length}${this.#fields.indexOf(field)}` : called;
    const locked = quirks.readonlyAccount && field.from ? ` readonly value="${quirks.account[field.from]}"` : '';
    return this.#family.cell(field, id, `id="${id}" name="${id}" data-ten="${field.name}"${locked}`, options(this.#entries(field)));
  }

  #entries(field) {
    if (field.options) return field.options.map(([code, name]) => ({ code, name }));
    return field.parent ? [] : this.#lists.get(field.list) ?? [];
  }

  #dress(field) {
    const element = this.element(field.name);
    if (field.parent) element.prop('disabled', true);
    this.#family.dress(element, field, this);
    if (field.name === this.#province()) element.on('change', () => this.#wipe());
  }

  #province() {
    return this.#fields.find(({ list: name }) => name === 'provinces')?.name;
  }

  /** The parent that counts: the district where the page has one. */
  parentOf(field) {
    return this.#fields.filter(({ name }) => [field.parent].flat().includes(name)).at(-1)?.name;
  }

  #follow(field) {
    const parent = this.parentOf(field);
    this.element(parent).on('change', async () => {
      const turn = (this.#asked.get(field.name) ?? 0) + 1;
      this.#asked.set(field.name, turn);
      const element = this.element(field.name);
      const chosen = this.element(parent).val();
      element.html(PROMPT).prop('disabled', true);
      this.#family.redraw(element, field);
      const entries = chosen && field.widget !== 'ajax' ? await list(field.list, chosen) : [];
      if (turn !== this.#asked.get(field.name)) return;
      element.html(field.widget === 'ajax' ? PROMPT : options(entries)).prop('disabled', !chosen);
      this.#family.redraw(element, field);
      element.trigger('change');
    });
  }

  /** The known fault of these forms: choosing a province draws the neighbours anew, empty. Happens once. */
  #wipe() {
    if (this.#wiped) return;
    this.#wiped = true;
    for (const field of this.#fields.filter(({ wiped }) => wiped)) {
      $(`[data-o="${field.name}"]`).html(this.#cell(field));
      this.#dress(field);
    }
  }

  /** What the libraries hold: text of inputs, {value, text} of lists. */
  model() {
    return Object.fromEntries(this.#fields.map((field) => {
      const element = this.element(field.name);
      if (field.kind !== 'select') return [field.name, element.val()];
      const value = this.#family.value(element, field) ?? '';
      return [field.name, { value, text: value === '' ? '' : element.find('option:selected').text() }];
    }));
  }

  async #submit(event) {
    event.preventDefault();
    const fields = Object.fromEntries(Object.entries(this.model()).map(([name, held]) => [name, held?.value ?? held]));
    const { number, message, details } = await save(fields);
    $('#thongBao').text(number ? `Đã nhận hồ sơ số ${number}` : `${message} ${(details ?? []).join(', ')}`);
  }
}
