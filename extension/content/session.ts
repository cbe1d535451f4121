// One injected content script: what it may be asked, and that it is asked about the document a preview was made of.
import type { ErrorCode } from "../generated/errors";
import type { ContentAnswer, ContentRequest, ContentResults, DocumentBinding, FieldReport, FillStep, FormSnapshot, PageFocus, PageScan, PageTrouble, PickMessage } from "../shared/content-protocol";
import { fill, type Undo } from "./execute/fill";
import { undo } from "./execute/undo";
import { joined } from "./execute/undo-log";
import { Stopped } from "./execute/wait";
import { placeEvidence, readNonce } from "./evidence";
import { FRAMES, foreignPlaces } from "./frames";
import { FrameFocus, frameInFocus } from "./frame-focus";
import { ScanGuard } from "./guard/scan-guard";
import { runLookup } from "./lookup";
import { Page, PageError, pathOf } from "./page";
import { PageTree } from "./page-tree";
import { Teacher, type TrialRequest } from "./picker/teacher";
import { writeRecord } from "./record";

type Result = ContentResults[keyof ContentResults];

type BoundRequest = Exclude<ContentRequest, { kind: "forget" | "arm" | "disarm" | "armFrame" | "disarmFrame" | "guarding" | "pick" | "frames" | "unpick" }>;
type SnapshotRequest = Extract<ContentRequest, { kind: "snapshot" }>;
type GuardRequest = Extract<ContentRequest, { kind: "arm" | "disarm" | "guarding" }>;
type FrameRequest = Extract<ContentRequest, { kind: "armFrame" | "disarmFrame" }>;
type PickRequest = Extract<ContentRequest, { kind: "pick" | "frames" | "unpick" }>;

const LEFT = "the document was left";

export class ContentSession {
  private readonly token = randomToken();
  /** By which the guard tells: in a frame that of the page. */
  private guardToken = this.token;
  /** What the last snapshot saw; without a page where only frames of other origins have a form. */
  private looked: { page?: Page } | undefined;
  /** Of all fills since the last undo; let go with it, with the citizen or with the document. */
  private written: Undo[] = [];
  private running: AbortController | undefined;

  private readonly guard: ScanGuard;
  private readonly focus: FrameFocus;
  private readonly teacher: Teacher;

  constructor(private readonly view: Window) {
    this.guard = new ScanGuard(view, {
      scanned: (text) => void this.send({ kind: "pageScan", token: this.guardToken, text }),
      spoilt: (trouble) => void this.send({ kind: "pageTrouble", token: this.guardToken, trouble }),
      // The extension that put this script here may have been updated or removed: then its identifier is gone.
      isHeard: () => (chrome.runtime as { id?: string } | undefined)?.id !== undefined,
    });
    this.focus = new FrameFocus(view, (isInFrame) => this.tellFocus(isInFrame));
    this.teacher = new Teacher(view, (news) => this.tell({ ...news, token: this.token }));
    // A page that is left may be kept by the browser and come back: what ran in it must not go on then.
    view.addEventListener("pagehide", () => this.running?.abort(LEFT));
  }

  /** Answers one request; one that comes while another runs is refused as protocol.busy, except `forget`, which ends the other. */
  async answer(request: ContentRequest): Promise<ContentAnswer<Result>> {
    if (request.kind === "forget") return this.forget();
    if (request.kind === "arm" || request.kind === "disarm" || request.kind === "guarding") return this.watch(request);
    if (request.kind === "armFrame" || request.kind === "disarmFrame") return this.watchFrame(request);
    if (request.kind === "pick" || request.kind === "frames" || request.kind === "unpick") return this.pick(request);
    const refusal = this.refusal(request);
    if (refusal !== undefined) return { ok: false, error: refusal };
    const work = new AbortController();
    this.running = work;
    try {
      const result = await this.act(request, work.signal);
      return typeof result === "string" ? { ok: false, error: result } : { ok: true, value: result };
    } catch (error) {
      if (work.signal.reason !== LEFT) return { ok: false, error: codeOf(error) };
    } finally {
      if (this.running === work) this.running = undefined;
    }
    // The browser closes the channel of a page that is left; an answer on the way out would say that the citizen had left.
    return new Promise(() => undefined);
  }

  /** The guard stands beside what else runs: it asks nothing of the page. */
  private watch(request: GuardRequest): ContentAnswer<Result> {
    if (this.isOpaque() || this.isFrame()) return { ok: false, error: "portal.opaqueOrigin" };
    if (request.kind === "guarding") return { ok: true, value: this.guard.isArmed && request.binding.token === this.token };
    if (request.kind === "arm") this.startGuard(this.token);
    else this.stopGuard();
    return { ok: true, value: request.kind === "arm" ? this.binding() : true };
  }

  /** A frame has a guard for the page around it; asked again, it goes on as it is. */
  private watchFrame({ kind, token }: FrameRequest): ContentAnswer<boolean> {
    if (!this.isFrame() || this.view.origin === "null") return { ok: false, error: "portal.opaqueOrigin" };
    if (kind === "disarmFrame") {
      if (token === this.guardToken) this.stopGuard();
      return { ok: true, value: true };
    }
    if (!this.guard.isArmed || token !== this.guardToken) this.startGuard(token);
    return { ok: true, value: this.view.document.hasFocus() && frameInFocus(this.view.document) === undefined };
  }

  private startGuard(token: string): void {
    this.guardToken = token;
    this.guard.start();
    this.focus.start();
  }

  private stopGuard(): void {
    this.guard.stop();
    this.focus.stop();
  }

  /** Sends what the guard says; one that nobody listens to any more takes no keys. */
  private async send(message: PageScan | PageTrouble): Promise<void> {
    try {
      const taken: unknown = await chrome.runtime.sendMessage(message);
      if (taken !== true) this.guard.stop();
    } catch {
      this.guard.stop();
    }
  }

  /** Pointing at fields goes on beside what else runs: the picker reads the page and changes nothing in it. */
  private pick(request: PickRequest): ContentAnswer<Result> {
    if (this.isOpaque()) return { ok: false, error: "portal.opaqueOrigin" };
    try {
      if (request.kind === "frames") return { ok: true, value: this.foreignPlaces() };
      if (request.kind === "pick") return { ok: true, value: this.teacher.pick(request, this.binding()) };
      this.teacher.unpick();
      return { ok: true, value: true };
    } catch (error) {
      return { ok: false, error: codeOf(error) };
    }
  }

  private tellFocus(isInFrame: boolean): Promise<boolean> {
    return this.tell({ kind: "pageFocus", token: this.guardToken, isInFrame });
  }

  private async tell(message: PageFocus | PickMessage): Promise<boolean> {
    try {
      return (await chrome.runtime.sendMessage(message)) === true;
    } catch {
      return false;
    }
  }

  private isFrame(): boolean {
    return this.view.top !== this.view;
  }

  private isOpaque(): boolean {
    return this.view.origin === "null" || this.view.location.origin === "null";
  }

  private forget(): ContentAnswer<true> {
    this.running?.abort();
    this.running = undefined;
    this.looked = undefined;
    this.written = [];
    this.teacher.forget();
    return { ok: true, value: true };
  }

  private refusal(request: BoundRequest): ErrorCode | undefined {
    if (this.isOpaque()) return "portal.opaqueOrigin";
    if (this.running !== undefined) return "protocol.busy";
    if (request.kind === "snapshot") return undefined;
    const isKnown = isTrial(request) || this.looked !== undefined;
    return isKnown && this.isHere(request.binding) ? undefined : "portal.navigated";
  }

  private isHere(binding: DocumentBinding): boolean {
    const now = this.binding();
    return binding.token === now.token && binding.origin === now.origin && binding.path === now.path;
  }

  private binding(): DocumentBinding {
    return { token: this.token, origin: this.view.location.origin, path: pathOf(this.view.document) };
  }

  private act(request: BoundRequest, signal: AbortSignal): Promise<Result | ErrorCode> | Result | ErrorCode {
    if (isTrial(request)) return this.teacher.trial(request, this.binding(), signal);
    switch (request.kind) {
      case "snapshot":
        return this.snapshot(request);
      case "fill":
        return this.fill(request.steps, signal);
      case "undo":
        return this.undo(signal);
      case "lookup":
        return runLookup(this.bound(), request, signal);
      case "record":
        return writeRecord(request.field, request.text);
      case "nonce":
        return readNonce(request.locate);
      case "evidence":
        return placeEvidence(request.field, request.text, signal);
      default:
        return "protocol.invalidRequest";
    }
  }

  private snapshot({ profile, withFrames }: SnapshotRequest): FormSnapshot {
    try {
      const page = new Page(this.view.document, profile);
      this.looked = { page };
      return { ...page.snapshot(this.binding()), ...(withFrames === true ? { frames: page.foreignPlaces() } : {}) };
    } catch (error) {
      const frames = withFrames === true ? this.foreignPlaces() : [];
      if (!(error instanceof PageError) || frames.length === 0) throw error;
      this.looked = {};
      return { binding: this.binding(), fields: [], broken: [], frames, problem: error.code };
    }
  }

  private foreignPlaces(): number[][] {
    return foreignPlaces(new PageTree(this.view.document).all(FRAMES));
  }

  private async fill(steps: readonly FillStep[], signal: AbortSignal): Promise<FieldReport[]> {
    // The page around frames that have the whole form is only asked whether it is still there.
    if (steps.length === 0) return [];
    const { reports, undo: fresh } = await fill(this.bound(), steps, signal);
    this.written = joined(this.written, fresh);
    return reports;
  }

  private undo(signal: AbortSignal): Promise<FieldReport[]> {
    const written = this.written;
    this.written = [];
    return undo(written, signal);
  }

  private bound(): Page {
    if (this.looked?.page === undefined) throw new PageError("portal.noForm");
    return this.looked.page;
  }
}

function isTrial(request: BoundRequest): request is TrialRequest {
  return request.kind === "trialLook" || request.kind === "trialFill" || request.kind === "trialUndo";
}

function codeOf(error: unknown): ErrorCode {
  if (error instanceof Stopped) return "operation.cancelled";
  return error instanceof PageError ? error.code : "protocol.internal";
}

function randomToken(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
