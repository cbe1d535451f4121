// The markups in which Vietnamese portals put a label beside its field; each gives the same fields another shape.
const escape = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

function control({ label, name, expected, extra, number, form }, placeholder) {
  const marks = `data-expected="${escape(expected)}" data-case="${form}/${number} ${escape(label || name)}"`;
  const { options, radio, tag = "input", row: _row, column: _column, ...attributes } = extra;
  const others = Object.entries(attributes).map(([key, value]) => `${key}="${escape(value)}"`).join(" ");
  const common = `id="f${number}" name="${escape(name)}" ${marks} ${others}`;
  if (radio !== undefined) return radio.map((choice, at) => `<label class="radio-inline"><input type="radio" value="${at}" name="${escape(name || `r${number}`)}" ${marks}> ${escape(choice)}</label>`).join("");
  if (options !== undefined) return `<select ${common}>${options.map((option) => `<option>${escape(option)}</option>`).join("")}</select>`;
  if (tag === "textarea") return `<textarea ${common}></textarea>`;
  return `<input ${common}${placeholder === undefined ? "" : ` placeholder="${escape(placeholder)}"`}>`;
}

const star = ' <span class="text-danger">*</span>';
const heading = (title) => (title === "" ? "" : `<h3>${escape(title)}</h3>`);
const blocks = (field) => ({ title, fields }) => `<div>${heading(title)}${fields.map(field).join("")}</div>`;
const rows = (title, body) => `${title === "" ? "" : `<p><b>${escape(title)}</b></p>`}<table>${body}</table>`;

export const LAYOUTS = {
  for: blocks((field) => `<div class="form-group"><label for="f${field.number}">${escape(field.label)}${star}</label>${control(field)}</div>`),
  sibling: blocks((field) => `<div class="form-group"><label class="form-label">${escape(field.label)}</label>${star}<div><input type="hidden"><div>${control(field)}</div></div></div>`),
  wrap: blocks((field) => `<label class="field"><span>${escape(field.label)}</span>${control(field)}<small>Vui lòng kiểm tra kỹ</small></label>`),
  td: ({ title, fields }) => rows(title, fields.map((field) => `<tr><td>${escape(field.label)}</td><td>:</td><td>${control(field)}</td></tr>`).join("")),
  table: ({ title, fields }) => `<fieldset><legend>${escape(title)}</legend><table>${fields.map((field) => `<tr><td>${escape(field.label)} (*)</td><td>${control(field)}</td></tr>`).join("")}</table></fieldset>`,
  bootstrap: ({ title, fields }) =>
    `<div class="card"><div class="card-header">${escape(title)}</div><div class="card-body"><div class="row">${fields.map((field) => `<div class="col-md-6"><div class="form-group row"><div class="col-4 col-form-label">${escape(field.label)}<span>*</span></div><div class="col-8"><div class="input-group">${control(field)}</div></div></div></div>`).join("")}</div></div></div>`,
  grid: ({ title, fields }) => `<section aria-label="${escape(title)}">${fields.map((field) => `<div class="ant-row"><div class="ant-col ant-form-item-label"><label title="${escape(field.label)}">${escape(field.label)}</label></div><div class="ant-col"><div><div>${control(field)}</div></div></div></div>`).join("")}</section>`,
  float: blocks((field) => `<div class="form-floating">${control(field, " ")}<label>${escape(field.label)}</label></div>`),
  dl: ({ title, fields }) => `<div role="heading">${escape(title)}</div><dl>${fields.map((field) => `<dt>${escape(field.label)}</dt><dd>${control(field)}</dd>`).join("")}</dl>`,
  placeholder: blocks((field) => `<div>${control(field, field.label)}</div>`),
  bare: blocks((field) => `<div>${control(field)}</div>`),
  vuetify: ({ title, fields }) =>
    `<div class="v-card"><div class="v-card__title">${escape(title)}</div><div class="layout">${fields.map((field) => `<div class="flex xs4"><div class="v-subheader">${escape(field.label)}:</div></div><div class="flex xs8"><div class="v-input"><div class="v-input__control"><div class="v-input__slot"><div class="v-text-field__slot">${control(field)}</div></div></div></div></div>`).join("")}</div></div>`,
  cluster: ({ title, shared = "", fields }) => `<fieldset><legend>${escape(title)}</legend><div class="row"><label>${escape(shared)}</label><div class="d-flex">${fields.map((field) => `<div><span class="small">${escape(field.label)}</span>${control(field)}</div>`).join("")}</div></div></fieldset>`,
  columns: ({ title, fields }) => `${heading(title)}<table><tr>${fields.map((field) => `<th>${escape(field.label)}</th>`).join("")}</tr><tr>${fields.map((field) => `<td>${control(field)}</td>`).join("")}</tr></table>`,
  after: blocks((field) => `<div class="field">${control(field)}<span class="caption">${escape(field.label)}</span></div>`),
  br: ({ title, fields }) => `<div><b>${escape(title)}</b><br>${fields.map((field) => `${escape(field.label)}<br>${control(field)}<br>`).join("")}</div>`,
  inline: ({ title, fields }) => `<p>${escape(title)}</p><p>${fields.map((field) => `${escape(field.label)} ${control(field)} `).join("")}</p>`,
  flat: ({ title, fields }) => `<div class="section-title">${escape(title)}</div>${fields.map((field) => `<div class="row"><span class="col">${escape(field.label)}</span><span class="col">${control(field)}</span></div>`).join("")}`,
  aria: ({ title, fields }) => `<div role="group" aria-label="${escape(title)}">${fields.map((field) => `<div><span id="l${field.number}">${escape(field.label)}</span><div>${control({ ...field, extra: { ...field.extra, "aria-labelledby": `l${field.number}` } })}</div></div>`).join("")}</div>`,
  material: ({ title, fields }) =>
    `<mat-card><mat-card-title>${escape(title)}</mat-card-title><mat-card-content>${fields.map((field) => `<mat-form-field><div><div><div>${control(field)}<span><label for="f${field.number}"><mat-label>${escape(field.label)}</mat-label></label></span></div></div></div></mat-form-field>`).join("")}</mat-card-content></mat-card>`,
  accordion: ({ title, fields }) =>
    `<div class="panel"><div class="panel-heading"><h4 class="panel-title"><a role="button" href="#">${escape(title)}</a></h4></div><div class="panel-collapse"><div class="panel-body">${fields.map((field) => `<div class="form-group"><label class="control-label col-md-3">${escape(field.label)}</label><div class="col-md-9">${control(field)}</div></div>`).join("")}</div></div></div>`,
  fourCells: ({ title, fields }) => rows(title, pairs(fields).map((pair) => `<tr>${pair.map((field) => `<td>${escape(field.label)}</td><td>${control(field)}</td>`).join("")}</tr>`).join("")),
  titleRows: ({ title, fields }) =>
    `${title === "" ? "" : `<tr><td colspan="2"><b>${escape(title)}</b></td></tr>`}${fields.map((field) => `<tr><td>${escape(field.label)}</td><td>${control(field)}</td></tr>`).join("")}`,
  matrix: (group) => (group.fields[0].extra.row === undefined ? LAYOUTS.for(group) : crossed(group, (field) => field.label, (field) => field.extra.row)),
  hint: blocks((field) => `<div class="mb-3"><label class="form-label d-block">${escape(field.label)}</label>${control(field)}<div class="form-text">Ghi theo giấy tờ tùy thân, ví dụ: NGUYỄN VĂN A, 01/01/1990</div></div>`),
  list: ({ title, fields }) => `<p class="fw-bold">${escape(title)}</p><ol>${fields.map((field) => `<li>${escape(field.label)}: ${control(field)}</li>`).join("")}</ol>`,
  named: ({ title, fields }) => `<div class="title-eform">${escape(title)}</div><div class="eform">${fields.map((field) => `<div class="eform-element">${control({ ...field, extra: { ...field.extra, title: field.label } })}</div>`).join("")}</div>`,
  over: ({ title, fields }) => rows(title, pairs(fields).map((pair) => `<tr>${pair.map((field) => `<td>${escape(field.label)}</td>`).join("")}</tr><tr>${pair.map((field) => `<td>${control(field)}</td>`).join("")}</tr>`).join("")),
  sides: ({ title, fields }) => `<table border="1">${fields.map((field, at) => `<tr>${at === 0 ? `<td rowspan="${fields.length}">${escape(title)}</td>` : ""}<td>${escape(field.label)}</td><td>${control(field)}</td></tr>`).join("")}</table>`,
  cellsAfter: ({ title, fields }) => rows(title, fields.map((field) => `<tr><td>${control(field)}</td><td>${escape(field.label)}</td></tr>`).join("")),
  twoTongues: blocks((field) => `<div class="row"><div class="col-sm-4"><strong>${escape(field.label.split(" | ")[0])}</strong><br><em>${escape(field.label.split(" | ")[1] ?? "")}</em></div><div class="col-sm-8">${control(field)}</div></div>`),
  banded: ({ title, fields }) => `${heading(title)}${banded(fields)}`,
  tabs: ({ fields, pane }) => `<div class="tab-pane" id="pane${pane}" role="tabpanel" aria-labelledby="tab${pane}"><div class="row">${fields.map((field) => `<div class="col-6"><span class="lbl">${escape(field.label)}</span>${control(field)}</div>`).join("")}</div></div>`,
  persons: (group) => crossed(group, (field) => field.extra.column, (field) => field.label),
};

/** Forms whose groups stand in one element together. */
const WHOLE = {
  titleRows: (body) => `<table>${body}</table>`,
  tabs: (body, groups) => `<ul class="nav nav-tabs" role="tablist">${groups.map(({ title, pane }) => `<li><a role="tab" id="tab${pane}" href="#pane${pane}">${escape(title)}</a></li>`).join("")}</ul><div class="tab-content">${body}</div>`,
};

function pairs(fields) {
  return fields.flatMap((field, at) => (at % 2 === 0 ? [fields.slice(at, at + 2)] : []));
}

/** A table whose first header row says whose the columns under it are. */
function banded(fields) {
  const bands = [...new Set(fields.map((field) => field.extra.column))];
  const inBands = bands.flatMap((band) => fields.filter((field) => field.extra.column === band));
  const top = bands.map((band) => `<th colspan="${fields.filter((field) => field.extra.column === band).length}">${escape(band)}</th>`);
  return `<table><thead><tr>${top.join("")}</tr><tr>${inBands.map((field) => `<th>${escape(field.label)}</th>`).join("")}</tr></thead><tbody><tr>${inBands.map((field) => `<td>${control(field)}</td>`).join("")}</tr></tbody></table>`;
}

/** A table with a header at the top of each column and at the left of each row. */
function crossed({ title, fields }, columnOf, rowOf) {
  const columns = [...new Set(fields.map(columnOf))];
  const body = [...new Set(fields.map(rowOf))].map((row) => `<tr><th>${escape(row)}</th>${columns.map((column) => `<td>${fields.filter((field) => columnOf(field) === column && rowOf(field) === row).map((field) => control(field)).join("")}</td>`).join("")}</tr>`);
  return `${heading(title)}<table><thead><tr><th></th>${columns.map((column) => `<th>${escape(column)}</th>`).join("")}</tr></thead><tbody>${body.join("")}</tbody></table>`;
}

/** Another spelling of the same words: decomposed, upper case, without marks. */
function speller({ nfd = false, upper = false, unmarked = false }) {
  return (text) => {
    const cased = upper ? text.toUpperCase() : text;
    if (unmarked) return cased.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").replaceAll("Đ", "D");
    return nfd ? cased.normalize("NFD") : cased;
  };
}

/** One form of a set such as held-out-1.json as a page's body. A group may have a layout of its own; a form may be given as markup. */
export function renderForm({ id, html, title, layout, groups, ...spelling }) {
  if (html !== undefined) return html;
  let number = 0;
  for (const named of [layout, ...groups.map((group) => group.layout ?? layout)]) if (LAYOUTS[named] === undefined) throw new Error(`${id}: there is no layout ${named}`);
  const spell = speller(spelling);
  const fieldOf = ([label, name, expected, extra = {}]) => ({ label: spell(label), name, expected, extra, form: id, number: ++number });
  const drawn = groups.map((group, pane) => ({ ...group, pane, title: spell(group.title), fields: group.fields.map(fieldOf) }));
  const body = drawn.map((group) => LAYOUTS[group.layout ?? layout](group)).join("\n");
  return `<h1>${escape(spell(title))}</h1><form>${WHOLE[layout] === undefined ? body : WHOLE[layout](body, drawn)}</form>`;
}
