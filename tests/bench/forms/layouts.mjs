// The markups in which Vietnamese portals put a label beside its field; each gives the same fields another shape.
const escape = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

function control({ label, name, expected, extra, number, form }, placeholder) {
  const marks = `data-expected="${escape(expected)}" data-case="${form}/${number} ${escape(label || name)}"`;
  const { options, tag = "input", ...attributes } = extra;
  const others = Object.entries(attributes).map(([key, value]) => `${key}="${escape(value)}"`).join(" ");
  const common = `id="f${number}" name="${escape(name)}" ${marks} ${others}`;
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
};

/** One form of a set such as held-out-1.json as a page's body. */
export function renderForm({ id, title, layout, groups }) {
  let number = 0;
  const render = LAYOUTS[layout];
  if (render === undefined) throw new Error(`${id}: there is no layout ${layout}`);
  const body = groups.map((group) => render({ ...group, fields: group.fields.map(([label, name, expected, extra = {}]) => ({ label, name, expected, extra, form: id, number: ++number })) }));
  return `<h1>${escape(title)}</h1><form>${body.join("\n")}</form>`;
}
