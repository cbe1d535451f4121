// How a read begins: which card, with which key, and what is shown until it speaks.
import type { CardKey } from "../../generated/protocol";
import type { Context, Step } from "./events";
import type { Card, Identity, Reception } from "./state";
import { begin, to } from "./steps";

/** Whether both name the same card in the same insertion. */
export function sameCard(one: Card | undefined, other: Card | undefined): boolean {
  return one !== undefined && other !== undefined && one.reader === other.reader && one.insertion === other.insertion;
}

/** What is left of the citizen when no card has been read: the QR code's own person, never verified. */
export function qrOnly({ qr }: Identity): Partial<Identity> {
  return {
    citizen: qr,
    origin: qr === undefined ? undefined : "qr",
    verdicts: undefined,
    progress: undefined,
    problems: [],
    photo: { status: "none" },
  };
}

/** Begins to read a card; what is shown until it speaks is the QR code's person. */
export function startReading(state: Reception, card: Card, key: CardKey, change: Partial<Identity> = {}): Step {
  const identity: Partial<Identity> = { ...qrOnly({ ...state.identity, ...change }), ...change, phase: "reading", card, key, failure: undefined };
  return begin(state, "read", { identity }, (op) => ({ type: "readCard", op, card, key }));
}

/** The card to read: the one that lies there and did not serve the citizen before. */
export function usableCard({ identity }: Reception, context: Context): Card | undefined {
  return identity.card ?? context.cards.find((card) => !sameCard(card, identity.spent));
}

/** Reads the card that lies there with this key, or waits for one. */
export function readOrWait(state: Reception, key: CardKey, change: Partial<Identity>, context: Context): Step {
  const card = usableCard(state, context);
  if (card !== undefined) return startReading(state, card, key, change);
  return to(state, { identity: { ...qrOnly({ ...state.identity, ...change }), ...change, phase: "waitingForCard", key, failure: undefined } });
}
