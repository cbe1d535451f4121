// What the panel is shown of a reception.
import type { ErrorCode } from "../generated/errors";
import { papersOn } from "../shared/legal";
import type { HostState, PanelIdentity, PanelView } from "../shared/panel-protocol";
import type { Settings } from "../shared/settings";
import type { TeachingView } from "../shared/teach-protocol";
import { doubtsOf } from "./reception/doubts";
import type { GuardState, Identity, Reception, ScannedCode, Work } from "./reception/state";
import { mustCompare } from "./reception/steps";

function keyKind(key: Identity["key"]): PanelIdentity["keyKind"] {
  if (key === undefined) return undefined;
  if ("qr" in key) return "qr";
  return "can" in key ? "can" : "mrz";
}

function guardView(guard: GuardState | undefined, tabInFront: number | undefined): PanelView["guard"] {
  if (guard === undefined) return { status: "off" };
  if (guard.status === "armed") {
    const isElsewhere = tabInFront !== undefined && tabInFront !== guard.target.tabId;
    const status = isElsewhere ? "elsewhere" : guard.isInFrame === true ? "inFrame" : "armed";
    return { status, host: new URL(guard.target.binding.origin).hostname };
  }
  return guard.status === "failed" ? { status: guard.status, failure: guard.failure } : { status: guard.status };
}

function personOf({ result }: ScannedCode): PanelIdentity["asked"] {
  return { fullName: result.citizen?.fullName?.value, idNumber: result.citizen?.idNumber?.value };
}

/** Papers may be asked for only once a lookup has failed and that is on record (NĐ 104/2022/NĐ-CP Điều 14 khoản 3). */
export function papersUnlocked({ phase, lookup, record }: Work): boolean {
  const onRecord = record?.status === "written" || record?.status === "copied";
  return phase === "recorded" && onRecord && lookup !== undefined && lookup.meaning !== "match";
}

/**
 * @param tabInFront the tab that a keyboard scanner would type into; undefined where none is known
 * @param profileFailure why the office's newest signed profiles are not in force
 */
export function panelView(reception: Reception, host: HostState, settings: Settings, tabInFront?: number, profileFailure?: ErrorCode, teaching?: TeachingView): PanelView {
  const { identity, work, pending, notice, turn } = reception;
  const { key, asked, qr: _qr, doubtful: _doubtful, settled: _settled, toCompare: _toCompare, toCompareDoubtful: _toCompareDoubtful, held: _held, waiting: _waiting, spent: _spent, away: _away, ...shown } = identity;
  const comparing = pending.compare !== undefined;
  const { mode, language, photo, invalidPolicyKeys, locked, clerkAccount, allowTeaching } = settings;
  const day = work.lookup?.at.slice(0, 10) ?? "";
  return {
    identity: { ...shown, asked: asked && personOf(asked), keyKind: keyKind(key), doubts: doubtsOf(identity), comparing, notCompared: !comparing && mustCompare(reception) },
    work,
    guard: guardView(reception.guard, tabInFront),
    turn,
    notice,
    host,
    settings: { mode, language, photo, invalidPolicyKeys, locked, clerkAccount, allowTeaching },
    ...(profileFailure === undefined ? {} : { profileFailure }),
    ...(teaching === undefined ? {} : { teaching }),
    ...(mode === "clerk" && identity.phase !== "blocked" && papersUnlocked(work) ? { papers: papersOn(day, settings.papers, settings.citations) } : {}),
  };
}
