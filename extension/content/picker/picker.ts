// Lets a person point at fields of the page. No click and no key meant for the picker reaches a control, and when it ends the page is
// as it was.
import type { SiteProfile } from "../../generated/site-profile";
import type { Pick, PickRefusal, PickTexts } from "../../shared/content-protocol";
import { isAlive } from "../controls";
import { locateOne, Scan, type KnownControl } from "../locate";
import { Page, PageError } from "../page";
import { chooseLocator } from "./choose-locator";
import { framesAt, viewsIn } from "./frame-box";
import { namingOf } from "./naming";
import { Overlay } from "./overlay";
import { scrollUnder } from "./scroll";
import { controlOf, elementAt, focusedElement, refusalOf } from "./under-pointer";

/** How long a look at the page is good enough for the outline; a pick always takes a new one. */
const LOOK_MS = 300;
const POINTER = ["pointerdown", "pointerup", "mousedown", "mouseup", "dblclick", "auxclick", "contextmenu", "touchstart", "touchend", "dragstart", "drop"] as const;
const EDITING = ["keypress", "keyup", "beforeinput", "paste", "cut"] as const;

export interface PickerOptions {
  profile?: SiteProfile;
  once: boolean;
  /** Places of the frames that have a picker of their own. */
  openings: readonly number[][];
  texts: PickTexts;
  picked(pick: Pick): void;
  refused(reason: PickRefusal): void;
  /** The person pressed Escape. */
  ended(): void;
}

export class Picker {
  readonly #overlay: Overlay;
  readonly #listening = new AbortController();
  /** Documents of frames in which keys are kept. */
  readonly #heard = new WeakSet<Document>();
  #scan: Scan | undefined;
  #scanned = 0;

  constructor(private readonly view: Window, private readonly options: PickerOptions) {
    this.#overlay = new Overlay(view.document, options.texts.hint, framesAt(view.document, options.openings));
  }

  start(): void {
    const on = this.#listenIn(this.view, (event) => this.#pick(elementAt(this.view.document, event.clientX, event.clientY, this.#overlay.element)));
    on("pointermove", (event) => this.#point(elementAt(this.view.document, event.clientX, event.clientY, this.#overlay.element)));
    on("wheel", (event) => {
      keep(event);
      scrollUnder(elementAt(this.view.document, event.clientX, event.clientY, this.#overlay.element), event);
    });
    on("resize", () => this.#overlay.draw());
    on("pagehide", () => this.stop());
    this.#overlay.show();
    this.#listenInFrames();
  }

  /** Keeps what a person does from the page. The overlay takes the pointer for its frames, too, but keys go where the focus is. */
  #listenIn(view: Window, click?: (event: MouseEvent) => void) {
    const on = <T extends keyof WindowEventMap>(type: T, act: (event: WindowEventMap[T]) => void) => {
      // A page's own events are the page's own business: they pick nothing, and nothing keeps them.
      const listener = (event: WindowEventMap[T]) => event.isTrusted && act(event);
      view.addEventListener(type, listener, { capture: true, passive: false, signal: this.#listening.signal });
    };
    for (const type of [...POINTER, ...EDITING]) on(type, keep);
    on("click", (event) => {
      keep(event);
      click?.(event);
    });
    on("keydown", (event) => this.#key(event));
    on("focusin", () => this.#point(focusedElement(this.view.document)));
    on("scroll", () => this.#overlay.draw());
    return on;
  }

  #listenInFrames(): void {
    for (const view of viewsIn(this.view.document)) {
      // A window outlives the documents shown in it; its listeners do not.
      if (this.#heard.has(view.document)) continue;
      this.#heard.add(view.document);
      this.#listenIn(view);
    }
  }

  stop(): void {
    this.#listening.abort();
    this.#overlay.remove();
    this.#scan = undefined;
  }

  #key(event: KeyboardEvent): void {
    // Going from field to field and the browser's own shortcuts stay what they are.
    const isBrowsers = event.key === "Tab" || event.ctrlKey || event.metaKey || event.altKey || /^F\d+$/u.test(event.key);
    event.stopImmediatePropagation();
    if (isBrowsers) return;
    event.preventDefault();
    if (event.repeat) return;
    if (event.key === "Enter") this.#pick(focusedElement(this.view.document));
    if (event.key !== "Escape") return;
    this.stop();
    this.options.ended();
  }

  #look(isFresh: boolean): Scan {
    const now = performance.now();
    if (this.#scan === undefined || isFresh || now - this.#scanned > LOOK_MS) {
      this.#listenInFrames();
      this.#scan = new Scan(this.#root());
      this.#scanned = now;
    }
    return this.#scan;
  }

  #root(): ParentNode {
    const { document } = this.view;
    const form = this.options.profile?.form;
    return (form === undefined ? undefined : locateOne(document, form)) ?? document.body;
  }

  #point(element: Element | undefined): void {
    this.#overlay.show();
    const known = element === undefined ? undefined : controlOf(this.#look(false), element);
    if (known !== undefined && isAlive(known.control)) return this.#overlay.point(faceOf(known), known.labels[0] ?? known.group);
    const reason = element === undefined ? "notAField" : this.#refusal(element);
    // Nothing is said of what is no field at all.
    if (element === undefined || reason === "notAField") this.#overlay.point(undefined);
    else this.#overlay.point(element, this.options.texts.refusals[reason], true);
  }

  #refusal(element: Element): PickRefusal {
    const isElsewhere = this.options.profile?.form !== undefined && controlOf(new Scan(this.view.document.body), element) !== undefined;
    return isElsewhere ? "outsideForm" : refusalOf(element);
  }

  #pick(element: Element | undefined): void {
    if (element === undefined) return;
    const scan = this.#look(true);
    const known = controlOf(scan, element);
    const pick = known === undefined ? this.#refusal(element) : this.#pickOf(scan, known);
    if (typeof pick === "string") {
      this.#overlay.point(known === undefined ? element : faceOf(known), this.options.texts.refusals[pick], true);
      return this.options.refused(pick);
    }
    if (this.options.once) this.stop();
    this.options.picked(pick);
  }

  #pickOf(scan: Scan, known: KnownControl): Pick | PickRefusal {
    const isThis = (found: readonly KnownControl[]) => found.length === 1 && found[0] === known;
    const locate = chooseLocator(namingOf(known), (locator) => isThis(scan.controls(locator)));
    if (locate === undefined) return "noStableName";
    const { profile } = this.options;
    const key = profile?.fields.find((field) => isThis(scan.first([field.locate, ...(field.orElse ?? [])])))?.key;
    const field = describedBy(this.view.document, locate, profile);
    return field === undefined ? "noStableName" : { locate, field: { ...field, ...(key === undefined ? {} : { profileKey: key }) } };
  }
}

function faceOf({ control }: KnownControl): Element {
  return control.face;
}

/** The field as a profile with this locator will see it: found by the very way a fill takes. */
function describedBy(document: Document, locate: Pick["locate"], base: SiteProfile | undefined): Pick["field"] | undefined {
  const field = { key: "picked", role: "applicant", locate, widget: "auto", value: { constant: "x" } } as const;
  const profile: SiteProfile = {
    format: 1, id: "picked", version: 1, title: { vi: "picked", en: "picked" }, provenance: { source: "picked", date: "2026-01-01", triedOnLivePortal: false }, audience: "clerk",
    match: [], ...(base?.form === undefined ? {} : { form: base.form }), fields: [field], detectOthers: false,
  };
  try {
    const [seen] = new Page(document, profile).snapshot({ token: "", origin: "", path: "" }).fields;
    if (seen === undefined) return undefined;
    const { profileKey: _, options: __, ...rest } = seen;
    return { ...rest, current: "" };
  } catch (error) {
    if (error instanceof PageError) return undefined;
    throw error;
  }
}

function keep(event: Event): void {
  event.stopImmediatePropagation();
  event.preventDefault();
}
