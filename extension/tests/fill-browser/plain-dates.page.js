// Dates that portals make by hand: a dialog with a grid, a mask of their own, spin buttons, editable texts, fields that a framework holds.
import { createElement, useState } from "react";
import { createRoot } from "react-dom/client";

const model = {};
const byId = (id) => document.getElementById(id);
const two = (number) => String(number).padStart(2, "0");
const DAY = /^(\d{2})\/(\d{2})\/(\d{4})$/;

/** dd/mm/yyyy with slashes put in while typing; anything else than ten signs is no date. */
function mask(id, monthFirst) {
  const input = byId(id);
  model[id] = "";
  input.addEventListener("keydown", (event) => {
    if (event.key.length === 1 && !/\d/.test(event.key)) event.preventDefault();
  });
  input.addEventListener("input", () => {
    const digits = input.value.replace(/\D/g, "").slice(0, 8);
    input.value = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)].filter((part) => part !== "").join("/");
    const [, first, second, year] = DAY.exec(input.value) ?? [];
    model[id] = first === undefined ? "" : monthFirst ? `${year}-${first}-${second}` : `${year}-${second}-${first}`;
  });
}
mask("mat", false);
mask("matmy", true);

/** The pattern of a button that opens a dialog with the days of a month, after the practices of WAI-ARIA. */
function dialog(id, { monthFirst = false, locked = false, deaf = false } = {}) {
  const input = byId(id);
  const button = input.nextElementSibling;
  const box = document.createElement("div");
  Object.assign(box, { hidden: true, id: `${id}-lich` });
  for (const [name, value] of [["role", "dialog"], ["aria-modal", "true"], ["aria-label", "Chọn ngày"]]) box.setAttribute(name, value);
  document.body.append(box);
  model[id] = "";
  let shown = new Date(2020, 4, 1);
  let chosen;
  const write = (date) => {
    chosen = date;
    model[id] = date === undefined ? "" : date.toLocaleDateString("sv");
    input.value = date === undefined ? "" : (monthFirst ? [date.getMonth() + 1, date.getDate()] : [date.getDate(), date.getMonth() + 1]).map(two).concat(String(date.getFullYear())).join("/");
  };
  const draw = () => {
    const first = new Date(shown.getFullYear(), shown.getMonth(), 1);
    const start = new Date(first.getFullYear(), first.getMonth(), 1 - ((first.getDay() + 6) % 7));
    const cell = (index) => {
      const date = new Date(start.getFullYear(), start.getMonth(), start.getDate() + index);
      const isOther = date.getMonth() !== shown.getMonth();
      return `<td${isOther ? ' class="disabled" tabindex="-1"' : ""}${chosen !== undefined && +date === +chosen ? ' aria-selected="true"' : ""} data-date="${date.toLocaleDateString("sv")}">${two(date.getDate())}</td>`;
    };
    const weeks = Array.from({ length: 6 }, (_, week) => `<tr>${Array.from({ length: 7 }, (__, day) => cell(week * 7 + day)).join("")}</tr>`);
    box.innerHTML = `<div><button type="button" aria-label="năm trước">«</button><button type="button" aria-label="tháng trước">‹</button><h2 aria-live="polite">Tháng ${shown.getMonth() + 1} ${shown.getFullYear()}</h2><button type="button" aria-label="tháng sau">›</button><button type="button" aria-label="năm sau">»</button></div><table role="grid"><tbody>${weeks.join("")}</tbody></table>`;
  };
  const close = () => {
    box.hidden = true;
    button.focus();
  };
  button.addEventListener("click", () => {
    if (locked) return;
    shown = chosen ?? shown;
    draw();
    box.hidden = false;
  });
  box.addEventListener("click", ({ target }) => {
    const step = { "năm trước": -12, "tháng trước": -1, "tháng sau": 1, "năm sau": 12 }[target.getAttribute("aria-label")];
    if (step !== undefined) {
      shown = new Date(shown.getFullYear(), shown.getMonth() + step, 1);
      draw();
    } else if (target.localName === "td" && !target.classList.contains("disabled")) {
      const [year, month, day] = target.dataset.date.split("-").map(Number);
      write(new Date(year, month - 1, day));
      close();
    }
  });
  box.addEventListener("keydown", ({ key }) => key === "Escape" && close());
  input.addEventListener("change", () => {
    if (deaf) return;
    const [, first, second, year] = (DAY.exec(input.value) ?? []).map(Number);
    const [day, month] = monthFirst ? [second, first] : [first, second];
    const date = new Date(year, month - 1, day);
    if (input.value === "") write(undefined);
    else if (date.getDate() === day && date.getMonth() === month - 1) write(date);
  });
}
dialog("hop");
dialog("hopmy", { monthFirst: true });
dialog("hopdoc");
dialog("hopkhoa", { locked: true });
dialog("hopbam", { deaf: true });
dialog("hopbammy", { deaf: true, monthFirst: true });

for (const id of ["soan", "ten"]) byId(id).addEventListener("input", ({ target }) => (model[id] = target.textContent));
model.soan = "";
model.ten = "";

model.quay = "";
const parts = [...byId("quay").querySelectorAll("[role=spinbutton]")];
for (const part of parts) {
  let typed = "";
  part.addEventListener("keydown", (event) => {
    if (!/^\d$/.test(event.key)) return;
    typed = (typed + event.key).slice(-Number(part.dataset.digits));
    part.textContent = typed.padStart(Number(part.dataset.digits), "0");
    part.setAttribute("aria-valuenow", String(Number(typed)));
    model.quay = parts.map((own) => own.textContent).join("/");
  });
}

function Controlled({ id, type }) {
  const [value, setValue] = useState("");
  model[id] = value;
  return createElement("input", { id, type, value, onChange: (event) => setValue(event.target.value) });
}
for (const [id, type] of [["rngay", "date"], ["rthang", "month"]]) createRoot(byId(`o-${id}`)).render(createElement(Controlled, { id, type }));

for (const id of ["nam", "thangnam", "thangchu"]) {
  model[id] = "";
  byId(id).addEventListener("change", ({ target }) => (model[id] = target.value));
}
window.portalModel = () => ({ ...model });
window.openWidgets = () => document.querySelectorAll("[role=dialog]:not([hidden])").length;
