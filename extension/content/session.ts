// One injected content script: what it may be asked, and that it is asked about the document a preview was made of.
import type { ErrorCode } from "../generated/errors";
import type { SiteProfile } from "../generated/site-profile";
import type { ContentAnswer, ContentRequest, ContentResults, DocumentBinding, FieldReport, FillStep, FormSnapshot } from "../shared/content-protocol";
import { fill, type Undo } from "./execute/fill";
import { undo } from "./execute/undo";
import { runLookup } from "./lookup";
import { Page, PageError } from "./page";
import { writeRecord } from "./record";

type Result = ContentResults[keyof ContentResults];

export class ContentSession {
  private readonly token = randomToken();
  private page: Page | undefined;
  /** Of the last fill that changed something; let go with undo or with the document. */
  private last: { page: Page; entries: Undo[] } | undefined;
  private busy = false;

  constructor(private readonly view: Window) {}

  /** Answers one request; one that changes the page waits for no other: it is refused as protocol.busy. */
  async answer(request: ContentRequest): Promise<ContentAnswer<Result>> {
    const refusal = this.refusal(request);
    if (refusal !== undefined) return { ok: false, error: refusal };
    this.busy = true;
    try {
      const result = await this.act(request);
      return typeof result === "string" ? { ok: false, error: result } : { ok: true, value: result };
    } catch (error) {
      return { ok: false, error: error instanceof PageError ? error.code : "protocol.internal" };
    } finally {
      this.busy = false;
    }
  }

  private refusal(request: ContentRequest): ErrorCode | undefined {
    if (this.view.origin === "null" || this.view.location.origin === "null" || this.view.top !== this.view) return "portal.opaqueOrigin";
    if (this.busy) return "protocol.busy";
    if (request.kind !== "snapshot" && !this.isBoundTo(request.binding)) return "portal.navigated";
    return undefined;
  }

  private isBoundTo(binding: DocumentBinding): boolean {
    const now = this.binding();
    return this.page !== undefined && binding.token === now.token && binding.origin === now.origin && binding.path === now.path;
  }

  private binding(): DocumentBinding {
    const { origin, pathname, hash } = this.view.location;
    // A hash that starts like a path is the route of a single-page portal.
    return { token: this.token, origin, path: hash.startsWith("#/") ? pathname + hash : pathname };
  }

  private act(request: ContentRequest): Promise<Result | ErrorCode> | Result | ErrorCode {
    switch (request.kind) {
      case "snapshot":
        return this.snapshot(request.profile);
      case "fill":
        return this.fill(request.steps);
      case "undo":
        return this.undo();
      case "lookup":
        return runLookup(this.bound(), request);
      case "record":
        return writeRecord(request.field, request.text);
      default:
        return "protocol.invalidRequest";
    }
  }

  private snapshot(profile: SiteProfile | undefined): FormSnapshot {
    this.page = new Page(this.view.document, profile);
    return this.page.snapshot(this.binding());
  }

  private async fill(steps: readonly FillStep[]): Promise<FieldReport[]> {
    const page = this.bound();
    const { reports, undo: entries } = await fill(page, steps);
    if (entries.length > 0) this.last = { page, entries };
    return reports;
  }

  private async undo(): Promise<FieldReport[]> {
    const last = this.last;
    this.last = undefined;
    return last === undefined ? [] : undo(last.page, last.entries);
  }

  private bound(): Page {
    if (this.page === undefined) throw new PageError("portal.noForm");
    return this.page;
  }
}

function randomToken(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
