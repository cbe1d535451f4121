// What a scanned code means: a key to the card, another person, or no card at all.
import type { Citizen, FieldName } from "../../generated/citizen";
import type { CardKey } from "../../generated/protocol";
import { doubtfulFields } from "../../shared/scan-doubt";
import type { Context, Step } from "./events";
import { readOrWait } from "./reading";
import type { Failure, Identity, Reception, ScannedCode } from "./state";
import { begin, holderNumber, to, type Handler } from "./steps";

/** More scans than this, while the host has not said what the first is, come from no person. */
const mostWaiting = 8;

/** The key a scan gives: the whole QR code of a card, or the last six digits of a bare ID number. */
function keyOf({ text, result: { kind, citizen } }: ScannedCode): CardKey | undefined {
  if (citizen?.idNumber === undefined) return undefined;
  if (kind === "cccd2021" || kind === "canCuoc2024") return { qr: text };
  return kind === "idNumber" ? { can: citizen.idNumber.value.slice(-6) } : undefined;
}

/** The complaint about a scan ends with the next scan. */
function withoutScanFailure({ failure }: Identity): Partial<Identity> {
  return failure !== undefined && /^(qr|scanner)\./.test(failure.code) ? { failure: undefined, other: undefined } : {};
}

/** Scans are understood one after the other, so that none of two fast ones is lost. */
const scanned: Handler<"scanned"> = (state, { type: _type, ...scan }) => {
  if (state.pending.scan === undefined) return begin(state, "scan", { identity: withoutScanFailure(state.identity) }, (op) => ({ type: "parseScan", op, ...scan }));
  const { waiting = [] } = state.identity;
  return waiting.length >= mostWaiting ? to(state, { notice: "scanDropped" }) : to(state, { identity: { waiting: [...waiting, scan] } });
};

/** Takes the next scan that waits, once nothing is asked of the host about the one before. */
export function nextScan(state: Reception): Step {
  const [next, ...waiting] = state.identity.waiting ?? [];
  if (next === undefined || state.pending.scan !== undefined) return { state, effects: [] };
  return begin(state, "scan", { identity: { waiting: waiting.length === 0 ? undefined : waiting } }, (op) => ({ type: "parseScan", op, ...next }));
}

const scanFailed: Handler<"scanFailed"> = (state, { failure }) => to(state, { identity: { failure }, pending: { scan: undefined } });

/** The clerk stays with the citizen who is open: the other code is forgotten, nothing else changes. */
const personKept: Handler<"personKept"> = (state) => (state.identity.asked === undefined ? undefined : to(state, { identity: { asked: undefined } }));

const scanLost: Handler<"scanLost"> = (state, { failure }) => to(state, { identity: { failure } });

/** A citizen whose card is refused stays until the clerk has gone on: nobody comes in unseen behind them. */
export const scanWhileBlocked: Handler<"scanned"> = (state) => to(state, { notice: "scanBlocked" });

export const scans = { scanned, scanFailed, scanLost, personKept } as const;

function settled(state: Reception, identity: Partial<Identity> = {}): Step {
  return to(state, { identity, pending: { scan: undefined } });
}

/** The scan itself, without the event that brought it. */
function codeOf({ text, origin, result, damaged }: ScannedCode): ScannedCode {
  return { text, origin, result, ...(damaged === undefined ? {} : { damaged }) };
}

function notACard(state: Reception, { origin, result: { kind, warnings } }: ScannedCode): Step {
  const failure: Failure = { code: "qr.notACard" };
  return settled(state, { other: { origin, kind, warnings }, failure });
}

/** Whether the scan is of somebody else than the citizen who is open, as far as both numbers are known. */
function isAnother({ citizen }: Identity, { result }: ScannedCode): boolean {
  const [open, scan] = [citizen, result.citizen].map((person) => (person === undefined ? undefined : holderNumber(person)));
  return open !== undefined && scan !== undefined && open !== scan;
}

/** Asks before the citizen who is open gives way; until then everything stays as it is. */
function ask(state: Reception, scan: ScannedCode): Step {
  return settled(state, { asked: codeOf(scan) });
}

/** The same code once more, or a bare number that is known already. */
function addsNothing({ identity: { key, citizen } }: Reception, { text, result }: ScannedCode): boolean {
  if (key !== undefined && "qr" in key && key.qr === text) return true;
  return result.kind === "idNumber" && citizen?.idNumber !== undefined && citizen.idNumber.value === result.citizen?.idNumber?.value;
}

/** Starts with the person of a scan, whatever was known before. */
export function useScan(state: Reception, scan: ScannedCode, context: Context): Step {
  const key = keyOf(scan);
  if (key === undefined) return notACard(state, scan);
  const { origin, result } = scan;
  const { kind, warnings, citizen } = result;
  const change: Partial<Identity> = {
    qr: citizen,
    scan: { origin, kind, warnings },
    doubtful: doubtfulFields(result, scan.damaged),
    settled: undefined,
    other: undefined,
    toCompare: undefined,
    toCompareDoubtful: undefined,
    held: undefined,
    asked: undefined,
  };
  return readOrWait(settled(state).state, key, change, context);
}

export const scanBeforeRead: Handler<"scanParsed"> = (state, scan, context) => {
  if (keyOf(scan) === undefined) return notACard(state, scan);
  if (isAnother(state.identity, scan)) return ask(state, scan);
  const { key } = state.identity;
  if (key !== undefined && addsNothing(state, scan)) return readOrWait(settled(state).state, key, { asked: undefined }, context);
  return useScan(state, scan, context);
};

/** A scan while the card is being read: asked about when it is clearly another person's, else compared when the card has spoken. */
export const scanDuringRead: Handler<"scanParsed"> = (state, scan) => {
  if (keyOf(scan) === undefined) return notACard(state, scan);
  if (isAnother(state.identity, scan)) return ask(state, scan);
  return settled(state, addsNothing(state, scan) ? { asked: undefined } : { held: codeOf(scan), asked: undefined });
};

/** A scan while a read citizen is shown: compared with the card by the host, which alone knows what is the same person. */
export function scanAfterRead(state: Reception, scan: ScannedCode): Step {
  if (keyOf(scan) === undefined || scan.result.citizen === undefined) return notACard(state, scan);
  if (isAnother(state.identity, scan)) return ask(state, scan);
  const done = settled(state, { asked: undefined });
  return addsNothing(state, scan) ? done : compare(done.state, state.identity.citizen ?? {}, scan.result.citizen, doubtfulFields(scan.result, scan.damaged));
}

/** Has the host say whether a scanned person is the citizen of the card. */
export function compare(state: Reception, card: Citizen, qr: Citizen, doubtful: FieldName[] = []): Step {
  return begin(state, "compare", { identity: { toCompare: qr, toCompareDoubtful: doubtful, failure: undefined } }, (op) => ({ type: "compareQr", op, card, qr }));
}
