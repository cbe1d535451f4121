// Recognises the controls of a page as a person sees them: one date picker, one list, one group of radio buttons.
import { fold } from "../plan/fold";
import type { RealWidget } from "../plan/widget-kinds";
import { joinDateParts, type Part } from "./date-parts";
import { hasCalendar } from "./calendar-button";
import { closestIn, containsIn, hostOf } from "./composed";
import { cssString, LabelIndex, labelOf } from "./dom-text";
import { isVisible, nothingSeen, type SeenPage } from "./visible";
import { DRAWN_CANDIDATES, DRAWN_INSIDES, DRAWN_MARKS, drawnButton, drawnControl, frameOf, hasMatCalendar, opensVuetifyMenu } from "./drawn";
import { LibraryMarks } from "./library-marks";
import { opensCalendar } from "./combobox";
import { isListClass } from "./silent-list";
import { isElement, isInput, isSelect, isTextArea } from "./element-kinds";
import type { PageTree } from "./page-tree";

export const MAX_CONTROLS = 2000;

export type ValueElement = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export interface Control {
  widget: RealWidget;
  /** Holds the value and takes the events: the input typed into, the list, the first radio button, the heart of a drawn widget. */
  element: HTMLElement;
  /** What a person sees and clicks. */
  face: HTMLElement;
  /** The hidden input behind a date picker's visible one, or the list behind a drawn one. */
  original?: HTMLInputElement | HTMLSelectElement;
  /** All buttons of a radio group, in page order. */
  radios: HTMLInputElement[];
  /** The three controls of a date in parts. */
  parts?: Readonly<Record<Part, Control>>;
}

const CANDIDATES = `input, select, textarea, ${DRAWN_CANDIDATES}`;
const NOT_FILLED = new Set(["password", "hidden", "file", "submit", "button", "image", "reset", "range", "color", "search"]);
const WIDGET_INSIDES = ".choices__input--cloned, .select2-search__field, .flatpickr-calendar input, .flatpickr-calendar select, .bs-searchbox input, " + DRAWN_INSIDES;
const PICKERS = '.datepicker, .date-picker, .bootstrap-datepicker, [data-provide="datepicker"], .input-group.date input, [data-provide="datepicker"] input';
const MARKS: readonly string[] = [WIDGET_INSIDES, PICKERS, ".flatpickr-input", ...DRAWN_MARKS];
const GROUP_FIELDS = "input:not([type=hidden]), select, textarea";
const MAX_GROUP_UP = 5;
const RADIO_GROUPS = "[role=radiogroup], .ant-radio-group";
// Boxes of which the portal keeps only the last one ticked.
const EXCLUSIVE_BOXES = "x-radio";
const SECRET_WORDS = ["otp", "captcha", "mã xác nhận", "mã xác thực", "mã bảo vệ", "mã kiểm tra", "mật khẩu", "password", "verification code"].map(fold);

/** All elements of a page that a value may be put into, or that are parts of such, in its order. */
export function candidatesIn(tree: PageTree): HTMLElement[] {
  return tree.all<HTMLElement>(CANDIDATES);
}

/** Visible controls among a page's candidates; never passwords, one-time codes, captchas or what a person cannot see. */
export function listControls(candidates: readonly HTMLElement[], root: ParentNode, labels: LabelIndex): Control[] {
  const controls: Control[] = [];
  const grouped = new Set<HTMLInputElement>();
  const seen = nothingSeen();
  const marks = new LibraryMarks(MARKS, isListClass);
  for (const element of candidates) {
    if (controls.length >= MAX_CONTROLS) break;
    if (isInput(element) && grouped.has(element)) continue;
    const control = controlOf(element, root, marks.has(element));
    if (control === undefined) continue;
    for (const radio of control.radios) grouped.add(radio);
    if (isFaceVisible(control, seen) && !isSecret(control, labels)) controls.push(control);
  }
  return joinDateParts(controls, labels);
}

/** @param isMarked whether a library may have drawn it, or something around it */
function controlOf(element: HTMLElement, root: ParentNode, isMarked: boolean): Control | undefined {
  const isNamed = isMarked || mayBeDrawn(element);
  if (isNamed && element.matches(WIDGET_INSIDES)) return undefined;
  const drawn = isNamed ? drawnControl(element) : undefined;
  if (drawn !== undefined) return drawn === "part" ? undefined : drawn;
  if (isSelect(element)) return element.multiple ? undefined : selectControl(element);
  if (isTextArea(element)) return { widget: "textarea", element, face: element, radios: [] };
  const type = isInput(element) ? element.type : "hidden";
  if (!isInput(element) || NOT_FILLED.has(type)) return undefined;
  if (type === "radio") return radioControl(element, root);
  const boxes = type === "checkbox" ? closestIn(element, EXCLUSIVE_BOXES) : null;
  if (boxes !== null) return { widget: "radio", element, face: labelFace(element), radios: boxesIn(boxes, element) };
  if (type === "checkbox") return { widget: "checkbox", element, face: labelFace(element), radios: [] };
  return inputControl(element, isMarked);
}

/** Whether an element says of itself that more than an input, list or text area stands there; asked of all, it must cost nothing. */
function mayBeDrawn(element: HTMLElement): boolean {
  return element.hasAttribute("role") || element.hasAttribute("aria-haspopup") || element.hasAttribute("aria-autocomplete") || element.localName === "button";
}

function selectControl(element: HTMLSelectElement): Control {
  const choices = element.closest<HTMLElement>(".choices");
  if (choices !== null) return { widget: "choices", element, face: choices, radios: [] };
  const bootstrap = element.parentElement;
  if (bootstrap?.classList.contains("bootstrap-select") === true) return { widget: "bootstrap-select", element, face: bootstrap, radios: [] };
  const next = element.nextElementSibling;
  if (element.classList.contains("select2-hidden-accessible") && isElement(next) && next.classList.contains("select2-container")) {
    return { widget: "select2", element, face: next as HTMLElement, radios: [] };
  }
  return { widget: "select", element, face: element, radios: [] };
}

// The element draws its boxes in itself or in a shadow tree.
function boxesIn(group: Element, box: HTMLInputElement): HTMLInputElement[] {
  const around: ParentNode = group.contains(box) ? group : (box.getRootNode() as ShadowRoot);
  return [...around.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')];
}

function radioControl(element: HTMLInputElement, root: ParentNode): Control {
  const radios = radiosBeside(element, root).filter((radio) => radio.form === element.form);
  return { widget: "radio", element, face: labelFace(element), radios };
}

// Libraries that keep the choice themselves leave the name out; then the drawn group, or what holds several and nothing else, tells what belongs together.
function radiosBeside(element: HTMLInputElement, root: ParentNode): HTMLInputElement[] {
  const tree = element.getRootNode() as Document | ShadowRoot;
  const group = element.name === "" ? (element.closest(RADIO_GROUPS) ?? groupAround(element)) : tree === root.getRootNode() ? root : tree;
  const named = element.name === "" ? "" : `[name="${cssString(element.name)}"]`;
  return group === null ? [element] : [...group.querySelectorAll<HTMLInputElement>(`input[type="radio"]${named}`)];
}

function groupAround(element: HTMLInputElement): Element | null {
  for (let at = element.parentElement, up = 0; at !== null && up < MAX_GROUP_UP && !at.matches("form, body"); at = at.parentElement, up++) {
    const fields = [...at.querySelectorAll<HTMLInputElement>(GROUP_FIELDS)];
    if (fields.length > 1) return fields.every(({ type, name }) => type === "radio" && name === "") ? at : null;
  }
  return null;
}

function inputControl(element: HTMLInputElement, isMarked: boolean): Control {
  const before = element.previousElementSibling;
  if (isInput(before) && before.type === "hidden" && before.classList.contains("flatpickr-input")) {
    return { widget: "flatpickr", element, face: element, original: before, radios: [] };
  }
  return { widget: inputWidget(element, isMarked), element, face: isMarked ? frameOf(element) : element, radios: [] };
}

const NATIVE: Readonly<Record<string, RealWidget>> = { date: "date", number: "number", month: "month" };

function inputWidget(element: HTMLInputElement, isMarked: boolean): RealWidget {
  if (isMarked && element.classList.contains("flatpickr-input")) return "flatpickr";
  if (isMarked && hasMatCalendar(element)) return "mat-date";
  if (isMarked && opensVuetifyMenu(element)) return "vuetify-date";
  const native = NATIVE[element.type];
  if (native !== undefined) return native;
  if (element.readOnly && hasCalendar(element)) return "date-picker";
  const hasPicker = isMarked && element.matches(PICKERS);
  if (hasPicker) return "bootstrap-datepicker";
  return element.readOnly && opensCalendar(element) ? "date-picker" : "text";
}

// Styled radio buttons and boxes are often transparent; then their label is what is seen.
function labelFace(element: HTMLInputElement): HTMLElement {
  return isVisible(element) ? element : (element.labels?.[0] ?? drawnButton(element) ?? labelBehind(element) ?? element);
}

/** The label right behind a hidden button that names nothing: the picture of it is drawn there. */
function labelBehind(element: HTMLInputElement): HTMLElement | undefined {
  const next = element.nextElementSibling;
  return next?.localName === "label" && (next as HTMLLabelElement).htmlFor === "" ? (next as HTMLElement) : undefined;
}

function isFaceVisible(control: Control, seen: SeenPage): boolean {
  return isVisible(control.face, seen) || control.radios.some((radio) => isVisible(labelFace(radio)));
}

const SAID_IN = ["name", "id", "placeholder", "aria-label"];

/** Whether a control asks for a one-time code, a captcha or a password in plain text; so may the element say it is drawn by. */
export function isSecret({ element }: Pick<Control, "element">, labels: LabelIndex): boolean {
  let said = "";
  for (const sayer of [element, hostOf(element)]) {
    if (sayer === null) continue;
    if (sayer.getAttribute("autocomplete") === "one-time-code") return true;
    for (const name of SAID_IN) said += `${sayer.getAttribute(name)?.slice(0, 200) ?? ""} `;
  }
  const caption = labelOf(element, labels)?.textContent.slice(0, 500) ?? "";
  const text = fold((said + caption).slice(0, 1000));
  return SECRET_WORDS.some((word) => text.includes(word));
}

/** Whether `part` belongs to the control: one of its elements, or something inside what a person sees of it. */
export function belongsTo(control: Control, part: Element): boolean {
  return part === control.element || part === control.face || part === control.original || control.radios.includes(part as HTMLInputElement) || containsIn(control.face, part);
}

/** Whether the control still stands in the page as a whole; a re-render may have replaced it, or its frame shows something else. */
export function isAlive(control: Control): boolean {
  return control.element.ownerDocument.defaultView !== null && control.element.isConnected && control.face.isConnected && (control.original?.isConnected ?? true) && control.radios.every((radio) => radio.isConnected) && partsOf(control).every(isAlive);
}

/** Its parts in the order of the page's language (day, month, year); none for anything but a date in parts. */
export function partsOf(control: Control): Control[] {
  return control.parts === undefined ? [] : Object.values(control.parts);
}
