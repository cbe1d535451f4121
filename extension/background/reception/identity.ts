// Who is at the desk: from the first scan to a read card, or to a hard stop.
import type { Verdicts } from "../../generated/verdicts";
import type { Step } from "./events";
import type { BlockReason, Card, Identity, IdentityPhase, Reception } from "./state";
import { doubts } from "./doubts";
import { readOrWait, qrOnly, sameCard, startReading, usableCard } from "./reading";
import { compare, scanAfterRead, scanBeforeRead, scanDuringRead, scanWhileBlocked, scans, useScan } from "./scans";
import { addMissing, anyNo, begin, holderNumber, to, type Handler, type Table } from "./steps";

export function block(state: Reception, blocked: BlockReason, verdicts?: Verdicts): Step {
  const { spent, card } = state.identity;
  const identity: Identity = { phase: "blocked", blocked, verdicts, problems: [], photo: { status: "none" }, card, spent };
  return { state: { ...state, identity, pending: { ...state.pending, scan: undefined, read: undefined, photo: undefined, compare: undefined } }, effects: [] };
}

const manualKey: Handler<"manualKey"> = (state, { key }, context) => readOrWait(state, key, { toCompare: state.identity.qr, toCompareDoubtful: state.identity.doubtful }, context);

const readAgain: Handler<"readAgain"> = (state, _event, context) => {
  const { key, card } = state.identity;
  const again = card ?? context.cards[0];
  return key === undefined || again === undefined ? undefined : startReading(state, again, key);
};

/** What is left of the cards when the host goes: where they lay. A card in the middle of a read is simply read again. */
export function awayCard({ phase, card, spent, away }: Identity): Pick<Identity, "card" | "spent" | "away"> {
  if ((phase === "complete" || phase === "blocked") && card !== undefined) return { card: undefined, spent: undefined, away: { reader: card.reader, spent: false } };
  const lies = spent !== undefined && (phase === "waitingForKey" || phase === "waitingForCard");
  return { card: undefined, spent: undefined, away: lies ? { reader: spent.reader, spent: true } : away };
}

/** The card that lay there before the host went, under its new number. */
function cardBack({ identity }: Reception, card: Card): Partial<Identity> | undefined {
  const { away } = identity;
  if (away?.reader !== card.reader) return undefined;
  return away.spent ? { away: undefined, spent: card } : { away: undefined, card };
}

const noteCard: Handler<"cardInserted"> = (state, { card }) => to(state, { identity: cardBack(state, card) ?? { card } });

/** A card put on while a citizen is shown is not read: whose data this is must stay clear. */
const anotherCard: Handler<"cardInserted"> = (state, { card }) => {
  if (sameCard(card, state.identity.card)) return undefined;
  const back = cardBack(state, card);
  return back === undefined ? to(state, { notice: "otherCard" }) : to(state, { identity: back });
};

const readInserted: Handler<"cardInserted"> = (state, { card }) => {
  const { key, card: known, spent, away } = state.identity;
  if (away?.spent === true && away.reader === card.reader) return to(state, { identity: { away: undefined, spent: card } });
  if (key === undefined || sameCard(card, known) || sameCard(card, spent)) return undefined;
  return startReading(state, card, key);
};

const cardRemoved: Handler<"cardRemoved"> = (state, { card }) => {
  if (sameCard(card, state.identity.spent)) return to(state, { identity: { spent: undefined } });
  return sameCard(card, state.identity.card) ? to(state, { identity: { card: undefined } }) : undefined;
};

/** A card lifted while it is read: its failure follows, and what lies there then is another insertion. */
const cardLifted: Handler<"cardRemoved"> = (state, { card }) =>
  sameCard(card, state.identity.card) ? to(state, { identity: { card: undefined, spent: card } }) : undefined;

const hostLost: Handler<"hostLost"> = (state) => to(state, { identity: awayCard(state.identity) });

const readProgress: Handler<"readProgress"> = (state, { progress }) => to(state, { identity: { progress } });

const readText: Handler<"readText"> = (state, { citizen, verdicts }) =>
  anyNo(verdicts) ? block(state, "notAuthentic", verdicts) : to(state, { identity: { phase: "textShown", citizen, verdicts, origin: "card" } });

const readWithdrawn: Handler<"readWithdrawn"> = (state, { verdicts }) => block(state, "notAuthentic", verdicts);

const readDone: Handler<"readDone"> = (state, { result, photo }) => {
  const { citizen, verdicts, problems } = result;
  if (anyNo(verdicts)) return block(state, "notAuthentic", verdicts);
  const done = to(state, {
    identity: {
      phase: "complete",
      citizen,
      verdicts,
      problems,
      origin: "card",
      progress: undefined,
      photo: photo === undefined ? { status: "none" } : { status: "shown", image: photo },
    },
    pending: { read: undefined },
  });
  const { held, toCompare, toCompareDoubtful } = state.identity;
  if (held !== undefined) return scanAfterRead(to(done.state, { identity: { held: undefined } }).state, held);
  return toCompare === undefined ? done : compare(done.state, citizen, toCompare, toCompareDoubtful);
};

const readFailed: Handler<"readFailed"> = (state, { failure }, context) => {
  if (failure.code === "citizen.mismatch") return block(state, "mismatch");
  if (failure.code === "card.notAuthentic") return block(state, "notAuthentic");
  const { card, key, held } = state.identity;
  // The card did not take the key typed by hand; the code that was scanned meanwhile is another.
  if (held !== undefined) return useScan(to(state, { pending: { read: undefined } }).state, held, context);
  const next = card === undefined ? usableCard(state, context) : undefined;
  if (next !== undefined && key !== undefined) return startReading(state, next, key);
  return to(state, { identity: { ...qrOnly(state.identity), phase: "readFailed", failure }, pending: { read: undefined } });
};

const photoRequested: Handler<"photoRequested"> = (state, _event, context) => {
  const { card, key, photo } = state.identity;
  if (context.photo === "never" || card === undefined || key === undefined || photo.status === "loading") return undefined;
  return begin(state, "photo", { identity: { photo: { status: "loading" } } }, (op) => ({ type: "readPhoto", op, card, key }));
};

const photoDone: Handler<"photoDone"> = (state, { verdicts, photo, failure }) => {
  if (anyNo(verdicts)) return block(state, "notAuthentic", verdicts);
  const shown: Identity["photo"] = photo === undefined ? { status: "failed", failure } : { status: "shown", image: photo };
  return to(state, { identity: { verdicts, photo: shown }, pending: { photo: undefined } });
};

const photoFailed: Handler<"photoFailed"> = (state, { failure }) => {
  // What a later host said of the card may have taken its text back.
  const text: Partial<Identity> = failure.code === "extension.outdated" ? { ...qrOnly(state.identity), phase: "readFailed", failure } : {};
  return to(state, { identity: { ...text, photo: { status: "failed", failure } }, pending: { photo: undefined } });
};

/** The card was read once more, for evidence: what it says now counts as much as what it said before. */
const evidenceRead: Handler<"evidenceRead"> = (state, { result: { verdicts, citizen } }) => {
  if (anyNo(verdicts)) return block(state, "notAuthentic", verdicts);
  const holder = holderNumber(citizen);
  return holder !== undefined && holder === holderNumber(state.identity.citizen ?? {}) ? undefined : block(state, "mismatch");
};

const evidenceFailed: Handler<"workFailed"> = (state, { failure }) => {
  if (state.work.phase !== "proving" || failure.code !== "citizen.mismatch") return undefined;
  return block(state, "mismatch");
};

const qrCompared: Handler<"qrCompared"> = (state, { qr, result }) => {
  if (result.samePerson === "no") return block(state, "mismatch");
  if (result.samePerson === "unknown") return notCompared(state);
  const { citizen: read = {}, doubtful = [], toCompareDoubtful = [] } = state.identity;
  const added = toCompareDoubtful.filter((name) => read[name] === undefined);
  const change: Partial<Identity> = { citizen: addMissing(read, qr), doubtful: [...new Set([...doubtful, ...added])], toCompare: undefined, toCompareDoubtful: undefined };
  return to(state, { identity: change, pending: { compare: undefined } });
};

function notCompared(state: Reception): Step {
  return to(state, { pending: { compare: undefined }, notice: "scanNotCompared" });
}

const compareAgain: Handler<"compareAgain"> = (state) => {
  const { citizen, toCompare, toCompareDoubtful } = state.identity;
  return toCompare === undefined || state.pending.compare !== undefined ? undefined : compare(state, citizen ?? {}, toCompare, toCompareDoubtful);
};

const anyPhase = { cardRemoved, hostLost } as const;
const withCitizen = { ...scans, ...doubts } as const;
const duringRead = { ...anyPhase, ...withCitizen, cardRemoved: cardLifted, scanParsed: scanDuringRead, readProgress, readWithdrawn, readDone, readFailed } as const;
const beforeRead = { ...anyPhase, ...withCitizen, scanParsed: scanBeforeRead, manualKey } as const;

export const identityTable: Table<IdentityPhase> = {
  waitingForKey: { ...beforeRead, cardInserted: noteCard },
  waitingForCard: { ...beforeRead, cardInserted: readInserted, readAgain },
  reading: { ...duringRead, readText },
  textShown: duringRead,
  complete: {
    ...anyPhase,
    ...withCitizen,
    scanParsed: scanAfterRead,
    cardInserted: anotherCard,
    readAgain,
    compareAgain,
    photoRequested,
    photoDone,
    photoFailed,
    qrCompared,
    qrCompareFailed: (state) => notCompared(state),
    evidenceRead,
    workFailed: evidenceFailed,
  },
  readFailed: { ...beforeRead, cardInserted: readInserted, readAgain },
  blocked: { ...anyPhase, scanned: scanWhileBlocked },
};
