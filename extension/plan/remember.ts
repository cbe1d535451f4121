// Readings of a page's texts: forms repeat their texts, and each is asked about from many sides.

const stores: Map<string, unknown>[] = [];
let isLooking = false;

/** The same reading, done once for each text within a look; `read` must be pure. */
export function once<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  stores.push(known);
  return (text) => {
    if (!isLooking) return read(text);
    const before = known.get(text);
    if (before !== undefined || known.has(text)) return before as T;
    const reading = read(text);
    known.set(text, reading);
    return reading;
  };
}

/** Readings are remembered until `act` is over; of a page's texts nothing stays behind. */
export function duringLook<T>(act: () => T): T {
  if (isLooking) return act();
  isLooking = true;
  try {
    return act();
  } finally {
    isLooking = false;
    for (const known of stores) known.clear();
  }
}
