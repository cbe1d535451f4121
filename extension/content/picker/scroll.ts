// The shield over the page takes the wheel as well: what lies under it is scrolled all the same.

function canScroll(element: Element, event: WheelEvent): boolean {
  const { overflowX, overflowY } = getComputedStyle(element);
  const isOpen = (overflow: string) => overflow === "auto" || overflow === "scroll";
  const down = isOpen(overflowY) && event.deltaY !== 0 && element.scrollHeight > element.clientHeight;
  return down || (isOpen(overflowX) && event.deltaX !== 0 && element.scrollWidth > element.clientWidth);
}

/** Scrolls the nearest box around an element that can be, else the page. */
export function scrollUnder(start: Element | undefined, event: WheelEvent): void {
  let at: Element | null = start ?? null;
  while (at !== null && !canScroll(at, event)) at = at.parentElement;
  const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 400;
  (at ?? (start?.ownerDocument ?? document).scrollingElement)?.scrollBy(event.deltaX * unit, event.deltaY * unit);
}
