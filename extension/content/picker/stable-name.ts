// Whether a name in the page's code will still be there after a reload. A name that a program made up for this one rendering is worse
// than none: the profile would be broken tomorrow, or name another field.

const LONGEST = 128;

/** `_r1_`, `:r1:`: a letter and a count, as component libraries give them out. */
const COUNTED = /^[a-z]{0,2}\d+$/iu;
const ENDS_IN_COUNT = /\d{2,}$/u;
/** Letters and digits in turns: `e7x2k`, `3f9c`. */
const MIXED = /^\d+[a-z]|\d[a-z]+\d|[a-z]\d+[a-z]+\d/iu;
/** `aBcD`: a capital and one more consonant are no syllable. */
const RANDOM_CASE = /[B-DF-HJ-NP-TV-XZ][b-df-hj-np-tv-xz][A-Z]/u;
const HEXADECIMAL = /^(?=.*\d)[0-9a-f]{6,}$/iu;
const NO_VOWEL = /^[^aeiouyăâêôơư\d]{6,}$/iu;

function isMadeUp(part: string): boolean {
  return [COUNTED, ENDS_IN_COUNT, MIXED, RANDOM_CASE, HEXADECIMAL, NO_VOWEL].some((pattern) => pattern.test(part));
}

/**
 * Whether an id, a name or another word of the portal's code can be relied on after a reload and a reordering.
 * Numbers count as made up, also where they might not be: `row[2]` is a position.
 */
export function isStableName(name: string): boolean {
  if (name === "" || name.length > LONGEST || name.trim() !== name || /^[:«]/u.test(name)) return false;
  const parts = name.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== "");
  return parts.length > 0 && parts.some((part) => /\p{L}{2}/u.test(part)) && !parts.some(isMadeUp);
}

/** Drawn patterns stand where a label would: "dd/mm/yyyy". */
const PATTERN = /^[dmynt/.\-_ ]+$/iu;

/** Whether a label is words of a form, not a pattern and not somebody's data. */
export function isStableLabel(label: string): boolean {
  return label.length <= 120 && /\p{L}\p{M}*\p{L}/u.test(label) && !/\d{4}/u.test(label) && !PATTERN.test(label);
}
