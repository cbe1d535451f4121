// Does what the tables ask for, and reports what came of it as events.
import type { Citizen } from "../generated/citizen";
import { isErrorCode, type ErrorCode } from "../generated/errors";
import type { CardReadResult, HostMethods, Photo, QrParseResult } from "../generated/protocol";
import { citizenFromLookup } from "../shared/lookup-citizen";
import type { Residence } from "../plan/types";
import type { SiteProfile } from "../generated/site-profile";
import type { HostClient } from "../shared/host-client";
import { BridgeError, codeOf } from "../shared/host-errors";
import type { Settings } from "../shared/settings";
import { isoWithOffset } from "../shared/time";
import type { CardEvent, HostConnection } from "./host-connection";
import { armGuard, ask, disarmIn, forgetIn, isGuarding, stillThere } from "./portal";
import { fillForm, homeOf, inputsAtHome, undoForm } from "./form-work";
import { makePreview } from "./preview";
import { residenceOf, residenceQuestion } from "./residence";
import type { Effect, EvidenceRead, ReceptionEvent } from "./reception/events";
import type { Failure, PhotoImage, Preview } from "./reception/state";

type EffectOf<T extends Effect["type"]> = Extract<Effect, { type: T }>;
type WorkEffect = EffectOf<"preview" | "fill" | "undo" | "lookup" | "compareLookup" | "record" | "readEvidence" | "placeEvidence">;
type Dispatch = (event: ReceptionEvent) => void;

/** What a page that is ready never needs. */
const armTimeoutMs = 5000;

function failureOf(error: unknown): Failure {
  const code = codeOf(error);
  return error instanceof BridgeError && Object.keys(error.params).length > 0 ? { code, params: error.params } : { code };
}

interface RunningRead {
  op: number;
  dispatch: Dispatch;
}

export class EffectRunner {
  /** Reads in progress by the id of their request. */
  readonly #reads = new Map<number, RunningRead>();

  constructor(
    private readonly host: HostConnection,
    private readonly settings: () => Settings,
    /** The office's signed profiles, once they are checked. */
    private readonly officeProfiles: () => Promise<readonly SiteProfile[]>,
  ) {}

  /** Starts an effect; its outcome comes as an event, never as an exception. */
  run(effect: Effect, dispatch: Dispatch): void {
    switch (effect.type) {
      case "forget":
        return forgetIn(effect.place);
      case "arm":
        return void this.#arm(effect, dispatch);
      case "disarm":
        return disarmIn(effect.place, effect.token);
      case "checkGuard":
        return void this.#checkGuard(effect, dispatch);
      case "parseScan":
        return void this.#parseScan(effect, dispatch);
      case "readCard":
        return void this.#readCard(effect, dispatch);
      case "cancelRead":
        return void this.#cancelRead(effect.op);
      case "readPhoto":
        return void this.#readPhoto(effect, dispatch);
      case "compareQr":
        return void this.#compareQr(effect, dispatch);
      default:
        return void this.#work(effect, dispatch);
    }
  }

  /** Reads the card once more, with the chip signing for the dossier that is open in the portal. */
  async #readEvidence({ op, target, nonce: locate, card, key }: EffectOf<"readEvidence">, origin: string, dispatch: Dispatch): Promise<EvidenceRead> {
    const home = homeOf(target);
    const { nonce } = await ask(home, { kind: "nonce", binding: home.binding, locate });
    const client = await this.host.ready();
    const { id, result } = client.call("card.read", { reader: card.reader, key, dataGroups: ["DG1"], challenge: { origin, nonce } });
    // Its text is on show already; only what takes it back is news.
    const withdrawn: Dispatch = (event) => {
      if (event.type === "readWithdrawn") dispatch({ type: "evidenceRead", op, result: { verdicts: event.verdicts, citizen: {}, chipSigned: false } });
    };
    this.#reads.set(id, { op, dispatch: withdrawn });
    return evidenceOf(await result.finally(() => this.#reads.delete(id)));
  }

  /** Events of a read in progress. */
  reading(event: CardEvent): void {
    const read = this.#reads.get(event.params.request);
    if (read === undefined) return;
    const { op, dispatch } = read;
    if (event.name === "card.progress") {
      const { phase, done, total } = event.params;
      dispatch({ type: "readProgress", op, progress: { phase, done, total } });
    } else if (event.name === "card.citizen") {
      const { citizen, verdicts } = event.params;
      dispatch({ type: "readText", op, citizen, verdicts });
    } else {
      dispatch({ type: "readWithdrawn", op, verdicts: event.params.verdicts });
    }
  }

  async #arm({ op, tabId }: EffectOf<"arm">, dispatch: Dispatch): Promise<void> {
    // A page that loads without end, or shows a dialog, answers late or never; a late guard is taken out again by the table.
    const timer = setTimeout(() => dispatch({ type: "armFailed", op, failure: { code: "fill.timeout" } }), armTimeoutMs);
    try {
      dispatch({ type: "armed", op, target: await armGuard(tabId, this.settings().allowedOrigins) });
    } catch (error) {
      dispatch({ type: "armFailed", op, failure: failureOf(error) });
    } finally {
      clearTimeout(timer);
    }
  }

  async #checkGuard({ target }: EffectOf<"checkGuard">, dispatch: Dispatch): Promise<void> {
    if (!(await isGuarding(target))) dispatch({ type: "guardLost", token: target.binding.token });
  }

  /** What the host has said of a scan already is not asked again. */
  async #parseScan({ op, text, origin, damaged, result }: EffectOf<"parseScan">, dispatch: Dispatch): Promise<void> {
    try {
      dispatch({ type: "scanParsed", op, text, origin, damaged, result: result ?? (await this.#parse(text)) });
    } catch (error) {
      dispatch({ type: "scanFailed", op, failure: failureOf(error) });
    }
  }

  async #parse(text: string): Promise<QrParseResult> {
    const client = await this.host.ready();
    return client.call("qr.parse", { text }).result;
  }

  async #readCard({ op, card, key }: EffectOf<"readCard">, dispatch: Dispatch): Promise<void> {
    const { sensitiveFields, photo } = this.settings();
    const params: HostMethods["card.read"]["params"] = { reader: card.reader, key, include: sensitiveFields };
    if (photo === "always") params.dataGroups = ["DG1", "DG13", "DG2"];
    try {
      const client = await this.host.ready();
      const { id, result } = client.call("card.read", params);
      this.#reads.set(id, { op, dispatch });
      const done = await result.finally(() => this.#reads.delete(id));
      const image = await this.#photoOfRead(client, done);
      dispatch({ type: "readDone", op, result: done, photo: image });
    } catch (error) {
      dispatch({ type: "readFailed", op, failure: failureOf(error) });
    }
  }

  /** A photo that cannot be fetched costs only the photo. */
  async #photoOfRead(client: HostClient, result: CardReadResult): Promise<PhotoImage | undefined> {
    try {
      return result.photo === undefined ? undefined : await loadPhoto(client, result.photo);
    } catch (error) {
      result.problems.push({ code: codeOf(error), dataGroup: "DG2" });
      return undefined;
    }
  }

  async #cancelRead(op: number): Promise<void> {
    const id = [...this.#reads].find(([, read]) => read.op === op)?.[0];
    if (id !== undefined) (await this.host.ready()).cancel(id);
  }

  async #readPhoto({ op, card, key }: EffectOf<"readPhoto">, dispatch: Dispatch): Promise<void> {
    try {
      const client = await this.host.ready();
      const { verdicts, photo, problems } = await client.call("card.readPhoto", { ...card, key }).result;
      const problem = problems.find(({ dataGroup }) => dataGroup === "DG2") ?? problems[0];
      const failure = photo === undefined ? { code: knownCode(problem?.code) } : undefined;
      dispatch({ type: "photoDone", op, verdicts, failure, photo: photo && (await loadPhoto(client, photo)) });
    } catch (error) {
      dispatch({ type: "photoFailed", op, failure: failureOf(error) });
    }
  }

  async #compareQr({ op, card, qr }: EffectOf<"compareQr">, dispatch: Dispatch): Promise<void> {
    try {
      const client = await this.host.ready();
      dispatch({ type: "qrCompared", op, qr, result: await client.call("citizen.compare", { left: card, right: qr }).result });
    } catch {
      dispatch({ type: "qrCompareFailed", op, qr });
    }
  }

  async #preview({ tabId, ...wanted }: EffectOf<"preview">): Promise<Omit<Preview, "number">> {
    const [office, residence] = await Promise.all([this.officeProfiles(), this.#residence(wanted.citizen)]);
    const settings = this.settings();
    return makePreview(tabId, { ...wanted, residence }, { ...settings, profiles: [...office, ...settings.profiles] });
  }

  /** Without the host's tables only what an address says outright is used. */
  async #residence(citizen: Citizen): Promise<Residence | undefined> {
    const question = residenceQuestion(citizen, isoWithOffset(new Date()).slice(0, 10));
    if (question === undefined) return undefined;
    try {
      const client = await this.host.ready();
      return residenceOf(await client.call("address.resolve", question).result);
    } catch {
      return undefined;
    }
  }

  async #work(effect: WorkEffect, dispatch: Dispatch): Promise<void> {
    try {
      dispatch(await this.#workEvent(effect, dispatch));
    } catch (error) {
      dispatch({ type: "workFailed", op: effect.op, failure: failureOf(error), at: isoWithOffset(new Date()) });
    }
  }

  async #workEvent(effect: WorkEffect, dispatch: Dispatch): Promise<ReceptionEvent> {
    const { op } = effect;
    if (effect.type === "preview") return { type: "previewReady", op, preview: await this.#preview(effect) };
    if (effect.type === "compareLookup") {
      const client = await this.host.ready();
      return { type: "lookupCompared", op, result: await client.call("citizen.compare", { left: effect.card, right: effect.returned }).result };
    }
    const { target } = effect;
    const { allowedOrigins } = this.settings();
    await stillThere(target, allowedOrigins);
    const home = homeOf(target);
    const { binding } = home;
    if (!allowedOrigins.includes(binding.origin)) throw new BridgeError("portal.notAllowed");
    switch (effect.type) {
      case "fill":
        return { type: "filled", op, reports: await fillForm(target, effect.steps, allowedOrigins) };
      case "undo":
        return { type: "undone", op, reports: await undoForm(target, allowedOrigins) };
      case "record":
        return { type: "recorded", op, report: await ask(home, { kind: "record", binding, field: effect.field, text: effect.text }) };
      case "readEvidence":
        return { type: "evidenceRead", op, result: await this.#readEvidence(effect, binding.origin, dispatch) };
      case "placeEvidence":
        return { type: "evidencePlaced", op, report: await ask(home, { kind: "evidence", binding, field: effect.field, text: effect.text }) };
      case "lookup": {
        const { lookup, inputs, clerk } = effect;
        const seconds = this.settings().timeouts.lookupSeconds;
        const timeoutMs = seconds === undefined ? lookup.timeoutMs : seconds * 1000;
        const answer = await ask(home, { kind: "lookup", binding, lookup, inputs: inputsAtHome(target, inputs), clerk, timeoutMs });
        return { type: "lookedUp", op, answer, returned: citizenFromLookup(answer.result), at: isoWithOffset(new Date()) };
      }
    }
  }
}

function evidenceOf({ citizen, verdicts, evidence }: CardReadResult): EvidenceRead {
  const text = evidence === undefined ? undefined : JSON.stringify(evidence);
  return { verdicts, citizen, text, chipSigned: evidence?.activeAuthentication !== undefined };
}

/** The code of a problem the host reports beside a result; no photo and no reason means that the chip has none. */
function knownCode(code: string | undefined): ErrorCode {
  return code !== undefined && isErrorCode(code) ? code : "photo.none";
}

async function loadPhoto(client: HostClient, photo: Photo): Promise<PhotoImage> {
  const { mediaType } = photo;
  return { mediaType, data: "data" in photo ? photo.data : await client.readBlob(photo.handle, photo.length) };
}
