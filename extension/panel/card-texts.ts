// Which of several codes are cards, and of whom. Only so far as to ask which person is meant; the host parses what is chosen.

export interface CardText {
  /** 12 digits, 9 on the oldest cards, 11 where software lost the leading zero. */
  idNumber: string;
  /** As the code spells it; absent where it holds a number only. */
  name?: string;
  text: string;
}

const cardStart = /^\s*(\d{12}|\d{11}|\d{9})\s*(?:\||$)/;
const sexes: ReadonlySet<string> = new Set(["nam", "nữ", "khác"]);

function isName(part: string): boolean {
  return /^\p{L}/u.test(part) && !sexes.has(part.normalize("NFC").toLowerCase());
}

/** The cards among texts, the first of each person, in their order. */
export function cardsAmong(texts: readonly string[]): CardText[] {
  const cards = new Map<string, CardText>();
  for (const text of texts) {
    const idNumber = cardStart.exec(text)?.[1];
    if (idNumber === undefined || cards.has(idNumber)) continue;
    const name = text.split("|").map((part) => part.trim()).find(isName);
    cards.set(idNumber, { idNumber, text, ...(name === undefined ? {} : { name }) });
  }
  return [...cards.values()];
}
