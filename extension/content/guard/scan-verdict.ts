// What the keys of a burst are: a scan, one that was cut short, or a person's after all. A citizen's code that is not whole is
// never taken for one.

/** Fewer letters are no code: they are given back. */
const shortestScan = 8;
/** The beginning of a card's code: the number and a bar, maybe after a prefix of the scanner. */
const cardBegins = /^.{0,8}?\d{9,12}\|/s;
/** The same with the number as long as it is on the card. */
const fullNumber = /^\D{0,8}\d{12}\|/;
/** What may still become such a beginning. */
const mayBeCard = /^\D{0,8}\d{6,12}\|?/;
/** More digits than an old number has and fewer than a new one. */
const partOfNumber = /^\d{10,11}$/;
const fieldsOfCard = 7;
const lettersOfDate = 8;

export type Verdict = "scan" | "cut" | "typed";

/** A burst after its last key. */
export interface Burst {
  /** Without the line ends a scanner adds. */
  text: string;
  /** Whether its last key was a line end. */
  isEnded: boolean;
  /** Whether something took the keys for a while: a dialog, another window, a page that stood still. */
  isInterrupted: boolean;
  /** Whether the pace fell to a person's. */
  isPersons: boolean;
}

/** Keys that came before a pause, and may be the first of the scan after it. */
export interface Start {
  text: string;
  /** Whether they all came as fast as a scanner's. */
  isSteady: boolean;
}

/** Whether keys that have spelt this may be a card's: then a pace that falls means nothing. */
export function isCardsStart(text: string): boolean {
  return mayBeCard.test(text);
}

/** Whether a card's code lacks fields: it goes on, or was cut. */
export function isUnfinishedCard(text: string): boolean {
  if (!cardBegins.test(text)) return false;
  const fields = text.split("|");
  if (fields.length !== fieldsOfCard) return fields.length < fieldsOfCard;
  return (fields.at(-1) ?? "").length < lettersOfDate;
}

/** What is to be done with a burst that is over. */
export function judge({ text, isEnded, isInterrupted, isPersons }: Burst): Verdict {
  if (text.length < shortestScan || (isPersons && !cardBegins.test(text))) return "typed";
  if (isEnded) return "scan";
  if (cardBegins.test(text)) return isUnfinishedCard(text) ? "cut" : "scan";
  return isInterrupted || partOfNumber.test(text) ? "cut" : "scan";
}

/** Whether the keys before a pause belong to the scan after it: a number is whole only with them, or both are a scanner's. */
export function belongs({ text: start, isSteady }: Start, text: string): boolean {
  if (fullNumber.test(text)) return false;
  return fullNumber.test(start + text) || (isSteady && !cardBegins.test(text));
}
