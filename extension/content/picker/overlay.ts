// What a person sees while picking: a shield that takes every click, the outline of the field under the pointer and its name. It stands
// in a closed shadow root of its own above everything, takes no style of the page and leaves nothing behind.
import { boxOf } from "./frame-box";

const LINE = "#0b57d0";
const REFUSED = "#b3261e";

/** Written one property at a time: a page's content policy has a say in style sheets, not in this. */
function styled<T extends HTMLElement>(element: T, rules: Readonly<Record<string, string>>): T {
  for (const [name, value] of Object.entries(rules)) element.style.setProperty(name, value, "important");
  return element;
}

const text = { all: "initial", "font-family": "system-ui, sans-serif", "font-size": "14px", "line-height": "1.4", color: "#fff", position: "fixed", "box-sizing": "border-box", "pointer-events": "none" };

export class Overlay {
  readonly #host: HTMLElement;
  readonly #outline: HTMLElement;
  readonly #name: HTMLElement;
  #shown: { element: Element; name: string; isRefused: boolean } | undefined;

  /** @param openings frames that the shield leaves open: they have a shield of their own */
  constructor(private readonly document: Document, hint: string, private readonly openings: readonly Element[] = []) {
    this.#host = styled(document.createElement("div"), {
      all: "initial", position: "fixed", inset: "0", width: "auto", height: "auto", margin: "0", padding: "0", border: "0", overflow: "hidden", background: "transparent", cursor: "crosshair", "z-index": "2147483647",
    });
    this.#host.setAttribute("popover", "manual");
    const make = (rules: Readonly<Record<string, string>>) => styled(document.createElement("div"), { ...text, ...rules });
    this.#outline = make({ border: `2px solid ${LINE}`, "border-radius": "4px", display: "none" });
    this.#name = make({ "max-width": "min(360px, 90vw)", padding: "4px 8px", "border-radius": "4px", display: "none" });
    const banner = make({ top: "8px", left: "50%", transform: "translateX(-50%)", "max-width": "90vw", padding: "8px 14px", "border-radius": "8px", background: "#202124" });
    banner.textContent = hint;
    if (hint === "") styled(banner, { display: "none" });
    // What the pointer or the focus is on is told to those who listen as well.
    for (const part of [banner, this.#name]) part.setAttribute("role", "status");
    this.#host.attachShadow({ mode: "closed" }).append(this.#outline, this.#name, banner);
  }

  /** The element that page code sees as the target of every click. */
  get element(): Element {
    return this.#host;
  }

  show(): void {
    if (this.#host.isConnected) return;
    // Behind a modal dialog nothing can be clicked, however high it stands.
    const dialogs = this.document.querySelectorAll("dialog:modal");
    (dialogs[dialogs.length - 1] ?? this.document.documentElement).append(this.#host);
    this.#host.showPopover();
    this.#leaveOpen();
  }

  #leaveOpen(): void {
    if (this.openings.length === 0) return;
    const holes = this.openings.filter((frame) => frame.isConnected).map(boxOf).map(({ left, top, width, height }) => `M${left} ${top}h${width}v${height}h${-width}z`);
    styled(this.#host, { "clip-path": `path(evenodd, "M0 0h99999v99999h-99999z${holes.join("")}")` });
  }

  remove(): void {
    this.#host.remove();
  }

  /** Outlines an element with what it is called, or says why it cannot be taught; nothing without one. */
  point(element: Element | undefined, name = "", isRefused = false): void {
    this.#shown = element === undefined ? undefined : { element, name, isRefused };
    this.draw();
  }

  /** Puts the outline where the element is now. */
  draw(): void {
    this.#leaveOpen();
    const shown = this.#shown;
    const box = shown === undefined ? undefined : boxOf(shown.element);
    for (const part of [this.#outline, this.#name]) styled(part, { display: box === undefined ? "none" : "block" });
    if (shown === undefined || box === undefined) return;
    const colour = shown.isRefused ? REFUSED : LINE;
    styled(this.#outline, { left: `${box.left - 3}px`, top: `${box.top - 3}px`, width: `${box.width + 6}px`, height: `${box.height + 6}px`, "border-color": colour });
    const isRoomAbove = box.top > 40;
    styled(this.#name, { left: `${Math.max(4, box.left - 3)}px`, top: isRoomAbove ? "auto" : `${box.top + box.height + 6}px`, bottom: isRoomAbove ? `calc(100% - ${box.top - 6}px)` : "auto", background: colour });
    if (this.#name.textContent !== shown.name) this.#name.textContent = shown.name;
  }
}
