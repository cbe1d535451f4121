// Lists written by hand after the patterns of WAI-ARIA; `window.portalModel` gives what the page keeps of each.
const PROVINCES = ["Thành phố Hà Nội", "Thành phố Hải Phòng", "Tỉnh Cà Mau", "Tỉnh An Giang"];
const model = {};

function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** A list that its opener names, drawn only while it is open. */
function listFor(opener, names, choose) {
  const list = make("ul", { role: "listbox", id: `${opener.id}-list` }, ...names.map((name) => make("li", { role: "option" }, name)));
  list.hidden = true;
  const show = (isOpen) => {
    list.hidden = !isOpen;
    opener.setAttribute("aria-expanded", String(isOpen));
  };
  show(false);
  opener.setAttribute("aria-controls", list.id);
  list.addEventListener("click", ({ target }) => {
    choose(target.textContent);
    show(false);
  });
  opener.addEventListener("keydown", ({ key }) => key === "Escape" && show(false));
  return { list, show };
}

function row(label, ...parts) {
  document.querySelector("form").append(make("p", {}, label, ...parts));
}

function selectOnly() {
  const opener = make("div", { role: "combobox", id: "tinh", tabindex: "0", "aria-haspopup": "listbox", "aria-labelledby": "tinh-label" }, "-- Chọn --");
  const { list, show } = listFor(opener, ["-- Chọn --", ...PROVINCES], (name) => (opener.textContent = model.tinh = name));
  opener.addEventListener("click", () => show(list.hidden));
  row(make("span", { id: "tinh-label" }, "Tỉnh/Thành phố"), opener, list);
}

/** Offers what holds the typed letters; what was typed and not chosen stays in the field, and is nothing to the page. */
function editable() {
  const field = make("input", { role: "combobox", id: "noi-sinh", "aria-autocomplete": "list" });
  const { list, show } = listFor(field, PROVINCES, (name) => (field.value = model.noiSinh = name));
  field.addEventListener("input", () => {
    for (const option of list.children) option.hidden = !option.textContent.includes(field.value);
    show(true);
  });
  field.addEventListener("keydown", ({ key, altKey }) => key === "ArrowDown" && altKey && show(true));
  row(make("label", { for: "noi-sinh" }, "Nơi sinh"), field, list);
}

function collapsible() {
  const opener = make("button", { type: "button", id: "dan-toc", "aria-haspopup": "listbox", "aria-labelledby": "dan-toc-label dan-toc" }, "Kinh");
  model.danToc = "Kinh";
  const { list, show } = listFor(opener, ["Kinh", "Tày", "Thái"], (name) => (opener.textContent = model.danToc = name));
  opener.addEventListener("pointerdown", () => show(list.hidden));
  row(make("span", { id: "dan-toc-label" }, "Dân tộc"), opener, list);
}

/** One that names no list, while another of the kind stands open, or opens with it. */
function nameless(name, label, others = []) {
  const opener = make("div", { role: "combobox", tabindex: "0", "aria-expanded": "false", "aria-label": label }, "-- Chọn --");
  const list = make("ul", { role: "listbox" }, make("li", { role: "option" }, "Việt Nam"));
  list.hidden = true;
  opener.addEventListener("click", () => {
    for (const one of [list, ...others]) one.hidden = !one.hidden;
    opener.setAttribute("aria-expanded", String(!list.hidden));
  });
  opener.addEventListener("keydown", ({ key }) => key === "Escape" && !list.hidden && opener.click());
  list.addEventListener("click", () => (opener.textContent = model[name] = "Việt Nam"));
  row(opener, list);
}

selectOnly();
editable();
collapsible();
const [standing, opening] = ["Menu", "Tin"].map((label) => make("ul", { role: "listbox", "aria-label": label }, make("li", { role: "option" }, "Việt Nam")));
opening.hidden = true;
document.body.append(standing, opening);
nameless("quocTich", "Quốc tịch");
nameless("quocGia", "Quốc gia", [opening]);
window.portalModel = () => ({ ...model });
