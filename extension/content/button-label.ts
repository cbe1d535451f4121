// The words of one radio button.

// As deep as libraries put a button of their own around the native one.
const MAX_BOXES = 3;

/** Its label, or the one that stands behind what a library draws around this button alone. */
export function buttonLabel(radio: HTMLInputElement): HTMLLabelElement | undefined {
  const own = radio.labels?.[0] ?? behind(radio);
  if (own !== undefined) return own;
  let box: Element | null = radio.parentElement;
  for (let climb = 0; climb < MAX_BOXES && box !== null && box.querySelectorAll("input").length === 1; climb++, box = box.parentElement) {
    const next = box.nextElementSibling;
    if (next?.localName === "label" && (next as HTMLLabelElement).htmlFor === "") return next as HTMLLabelElement;
  }
  return undefined;
}

/** In a box of this button alone, the label that stands behind it and names nothing. */
function behind(radio: HTMLInputElement): HTMLLabelElement | undefined {
  const next = radio.nextElementSibling;
  const isAlone = radio.previousElementSibling === null && radio.parentElement?.querySelectorAll("input").length === 1;
  return isAlone && next?.localName === "label" && (next as HTMLLabelElement).htmlFor === "" ? (next as HTMLLabelElement) : undefined;
}
