// The form as one preview saw it: which reference means which control, and how a control is found again after a re-render.
import type { Locator, SiteProfile } from "../generated/site-profile";
import type { BrokenField, DocumentBinding, FormSnapshot, SnapshotField } from "../shared/content-protocol";
import { MAX_OPTIONS } from "./execute/select";
import { adapterOf } from "./execute/adapters";
import { isAlive, partsOf, type Control } from "./controls";
import { FRAMES, foreignPlaces, refusalOf } from "./frames";
import { locateOne, Scan, type KnownControl } from "./locate";
import { PageTree } from "./page-tree";
import { isDisabledElement, isVisible } from "./visible";
import { isTyped } from "../plan/widget-kinds";

const MAX_CURRENT = 2000;

interface Handle {
  control: Control;
  /** Profile locators, when a profile named the field. */
  locators?: readonly Locator[];
  /** The document it stands in: that of the page or of a frame, and where that was. */
  document: Document;
  path: string;
  /** How the control was known: by its words and widget a detected one is told from the others. */
  known: KnownControl;
}

/** Nothing can be filled: there is no form, it is not where the profile says, or it stands in a frame of another origin or of none. */
export class PageError extends Error {
  constructor(readonly code: "portal.noForm" | "portal.profileBroken" | "portal.opaqueOrigin" | "portal.foreignFrame") {
    super(code);
  }
}

export class Page {
  private readonly handles: Handle[] = [];
  private readonly paths = new Map<Document, string>();
  /** Documents that had a password to enter when they were first seen: those of a registration, not of a session that ended. */
  private readonly withPassword = new Set<Document>();
  private scan: Scan;
  private readonly broken: BrokenField[] = [];
  private readonly fields: SnapshotField[] = [];

  /** @throws PageError when there is no form here. */
  constructor(private readonly document: Document, private readonly profile: SiteProfile | undefined) {
    this.scan = this.look();
    if (this.scan.known.length === 0) throw this.withoutForm();
    const named = new Set<Element>();
    for (const field of profile?.fields ?? []) {
      const locators = [field.locate, ...(field.orElse ?? [])];
      const found = this.scan.first(locators);
      const [only] = found;
      if (only !== undefined && found.length === 1 && !named.has(only.control.element)) {
        named.add(only.control.element);
        this.add(only, field.key, locators);
      } else if (found.length > 0 || field.optional !== true) {
        this.broken.push({ profileKey: field.key, found: found.length });
      }
    }
    if (profile?.detectOthers !== false) for (const known of this.scan.known) if (!isNamed(known.control, named)) this.add(known);
    if (this.fields.length === 0) throw this.withoutForm();
  }

  /** Places of the frames of other origins that stand in the form. */
  foreignPlaces(): number[][] {
    return foreignPlaces(this.scan.frames());
  }

  /** What the background may know of the form. */
  snapshot(binding: DocumentBinding): FormSnapshot {
    return { binding, fields: this.fields, broken: this.broken };
  }

  /** The control behind a reference, found again when the page has replaced it; undefined when it is gone or no longer the only one. */
  control(ref: number): Control | undefined {
    const handle = this.handles[ref];
    if (handle === undefined || !isThere(handle)) return undefined;
    if (isAlive(handle.control)) return handle.control;
    const again = this.findAgain(handle);
    if (again !== undefined) handle.control = again;
    return again;
  }

  private look(): Scan {
    if (this.profile?.form === undefined) return new Scan(this.document.body);
    const form = locateOne(this.document, this.profile.form);
    if (form === undefined) throw this.withoutForm();
    return new Scan(form);
  }

  private withoutForm(): PageError {
    const all = new Scan(this.document.body);
    if (this.profile?.fields.some(({ locate, orElse = [] }) => all.first([locate, ...orElse]).length > 0) === true) return new PageError("portal.profileBroken");
    return new PageError(refusalOf(new PageTree(this.document).all(FRAMES)) ?? "portal.noForm");
  }

  private findAgain(handle: Handle): Control | undefined {
    try {
      this.scan = this.look();
    } catch {
      return undefined;
    }
    const found = handle.locators === undefined ? this.alike(handle.known) : this.scan.first(handle.locators);
    const [only] = found;
    // A frame that shows another document shows another form, however much alike.
    if (only === undefined || found.length > 1 || only.control.element.ownerDocument !== handle.document) return undefined;
    return this.withPassword.has(handle.document) || !isInLogin(only.control) ? only.control : undefined;
  }

  private pathOf(document: Document): string {
    let path = this.paths.get(document);
    if (path === undefined) {
      this.paths.set(document, (path = pathOf(document)));
      if (passwordsOf(document).length > 0) this.withPassword.add(document);
    }
    return path;
  }

  private alike(wanted: KnownControl): KnownControl[] {
    const mark = markOf(wanted);
    return this.scan.known.filter((known) => markOf(known) === mark);
  }

  private add(known: KnownControl, profileKey?: string, locators?: readonly Locator[]): void {
    const ref = this.handles.length;
    const { ownerDocument } = known.control.element;
    this.handles.push({ control: known.control, document: ownerDocument, path: this.pathOf(ownerDocument), known, ...(locators === undefined ? {} : { locators }) });
    this.fields.push(describe(known, ref, profileKey));
  }
}

/** Where a document is; a hash that starts like a path is the route of a single-page portal. */
export function pathOf(document: Document): string {
  const { pathname, hash } = document.location;
  return hash.startsWith("#/") ? pathname + hash : pathname;
}

// A page or frame may turn to another dossier in the middle, with a form just like the one before; a document that has left is nowhere.
function isThere({ document, path }: Handle): boolean {
  return document.defaultView !== null && pathOf(document) === path;
}

/** Whether a control found anew stands beside a password: the session has ended, and what is alike is the login's. */
function isInLogin({ element }: Control): boolean {
  const form = element.closest("form");
  return passwordsOf(element.ownerDocument).some((password) => password.closest("form") === form);
}

function passwordsOf(document: Document): Element[] {
  return [...document.querySelectorAll('input[type="password"]')].filter((password) => isVisible(password));
}

function isNamed(control: Control, named: ReadonlySet<Element>): boolean {
  return named.has(control.element) || partsOf(control).some((part) => named.has(part.element));
}

function markOf({ control, labels, group }: KnownControl): string {
  return [control.widget, labels.join("|"), group].join("\n");
}

/** What the elements a control is drawn by are called adds to its own names. */
function namesOf(element: Element, holders: readonly Element[], attribute: "name" | "id"): string {
  const named = [element, ...holders].find((candidate) => (candidate.getAttribute(attribute) ?? "") !== "");
  return named?.getAttribute(attribute)?.slice(0, 200) ?? "";
}

const CODE_ATTRIBUTES = ["formcontrolname", "ng-model", "v-model", "data-field", "data-name", "data-key", "autocomplete"];

function codesOf(elements: readonly Element[]): string[] {
  return elements.flatMap((element) => {
    const names = element.getAttributeNames();
    return CODE_ATTRIBUTES.filter((name) => names.includes(name)).map((name) => (element.getAttribute(name) ?? "").slice(0, 200));
  }).filter((code) => code !== "");
}

function describe({ control, labels, found, group, groups, shared, lines, heads, isCrossed, holders }: KnownControl, ref: number, profileKey: string | undefined): SnapshotField {
  const { element } = control;
  const part: Partial<HTMLInputElement> = element;
  const adapter = adapterOf(control);
  const options = adapter.options(control)?.slice(0, MAX_OPTIONS);
  const { maxLength: longest = -1, pattern = "" } = part;
  const maxLength = control.parts !== undefined || longest < 0 ? undefined : longest;
  const field: SnapshotField = {
    ref,
    widget: control.widget,
    labels,
    labelSources: found.map(({ source }) => source),
    name: namesOf(control.original ?? element, holders, "name"),
    id: namesOf(element, holders, "id"),
    codes: codesOf([element, ...holders]),
    type: part.type ?? element.localName,
    readOnly: isReadOnly(control),
    disabled: isDisabled(control),
    required: part.required === true || element.getAttribute("aria-required") === "true",
    current: adapter.read(control).slice(0, MAX_CURRENT),
    group,
    groups,
  };
  if (profileKey !== undefined) field.profileKey = profileKey;
  if (shared !== "") field.shared = shared;
  if (pattern !== "") field.pattern = pattern.slice(0, 200);
  if (maxLength !== undefined) field.maxLength = maxLength;
  if (options !== undefined) field.options = options.map((label) => label.slice(0, 200));
  const numbers = numbersOf(adapter.values?.(control));
  if (numbers !== undefined) field.optionValues = numbers;
  if (lines.length > 0) field.lines = lines;
  if (heads.length > 0) Object.assign(field, { heads, isCrossed });
  return field;
}

/** Numbers behind options may be the state's codes; other values mean nothing to anybody but the portal. */
function numbersOf(values: readonly string[] | undefined): string[] | undefined {
  const numbers = values?.slice(0, MAX_OPTIONS).map((value) => (/^\d{1,5}$/u.test(value) ? value : "")) ?? [];
  return numbers.some((value) => value !== "") ? numbers : undefined;
}

// A calendar's input that takes no typing is filled by its calendar.
function isReadOnly(control: Control): boolean {
  if (control.parts !== undefined) return partsOf(control).some(isReadOnly);
  const part: Partial<HTMLInputElement> = control.element;
  return isTyped(control.widget) && part.readOnly === true;
}

function isDisabled(control: Control): boolean {
  if (control.widget === "radio") return control.radios.every((radio) => radio.disabled);
  if (control.parts !== undefined) return partsOf(control).every(isDisabled);
  return isDisabledElement(control.element) || (control.original?.disabled ?? false);
}
