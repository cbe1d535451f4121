// Teaching in one document: the picker that is open, and the trials of taught fields. A trial has its own look at the form, so that a
// preview that is open beside it keeps meaning what it showed.
import type { ErrorCode } from "../../generated/errors";
import type { SiteProfile } from "../../generated/site-profile";
import type { BrokenField, DocumentBinding, FieldReport, FillStep, FormSnapshot, PickMessage, PickStart, TeachRequest } from "../../shared/content-protocol";
import { fill, type Undo } from "../execute/fill";
import { undo } from "../execute/undo";
import { joined } from "../execute/undo-log";
import { Page, PageError } from "../page";
import { Picker } from "./picker";

export type TrialRequest = Extract<TeachRequest, { kind: "trialLook" | "trialFill" | "trialUndo" }>;
type PickRequest = Extract<TeachRequest, { kind: "pick" }>;
/** A message without the name of the document. */
type News = PickMessage extends infer M ? (M extends PickMessage ? Omit<M, "token"> : never) : never;

export class Teacher {
  #picker: Picker | undefined;
  #page: Page | undefined;
  #written: Undo[] = [];

  /** @param tell sends what happens; the answer is whether it was heard */
  constructor(
    private readonly view: Window,
    private readonly tell: (news: News) => Promise<boolean>,
  ) {}

  /** Opens the picker, in the place of one that is open. */
  pick({ profile, once, texts, openings = [] }: PickRequest, binding: DocumentBinding): PickStart {
    this.unpick();
    const form = profile === undefined ? { formFound: true, broken: [] } : held(this.view.document, profile);
    const within = profile !== undefined && !form.formFound ? { ...profile, form: undefined } : profile;
    const picker = new Picker(this.view, {
      profile: within,
      once,
      openings,
      texts,
      picked: (pick) => this.#send({ kind: "picked", pick }),
      refused: (reason) => this.#send({ kind: "pickRefused", reason }),
      ended: () => this.#send({ kind: "pickEnded" }),
    });
    this.#picker = picker;
    picker.start();
    return { binding, ...form };
  }

  unpick(): void {
    this.#picker?.stop();
    this.#picker = undefined;
  }

  /** @throws PageError where the form is gone; Stopped when the signal is aborted */
  trial(request: TrialRequest, binding: DocumentBinding, signal: AbortSignal): Promise<FieldReport[]> | FormSnapshot | ErrorCode {
    switch (request.kind) {
      case "trialLook":
        this.#page = new Page(this.view.document, request.profile);
        return this.#page.snapshot(binding);
      case "trialFill":
        return this.#page === undefined ? "portal.navigated" : this.#fill(this.#page, request.steps, signal);
      case "trialUndo":
        return undo(this.#written.splice(0), signal);
    }
  }

  /** The citizen has left: nothing of the trials is kept. What is being picked holds nothing of a person. */
  forget(): void {
    this.#page = undefined;
    this.#written = [];
  }

  async #fill(page: Page, steps: readonly FillStep[], signal: AbortSignal): Promise<FieldReport[]> {
    const { reports, undo: fresh } = await fill(page, steps, signal);
    this.#written = joined(this.#written, fresh);
    return reports;
  }

  /** A picker that nobody listens to any more takes no clicks. */
  #send(news: News): void {
    void this.tell(news).then((heard) => {
      if (!heard) this.unpick();
    });
  }
}

/** Which fields of a profile the page lacks, and whether it has the profile's form. */
function held(document: Document, profile: SiteProfile): { formFound: boolean; broken: BrokenField[] } {
  const look = (seen: SiteProfile) => new Page(document, { ...seen, detectOthers: true }).snapshot({ token: "", origin: "", path: "" }).broken;
  try {
    return { formFound: true, broken: look(profile) };
  } catch (error) {
    if (!(error instanceof PageError)) throw error;
  }
  return { formFound: false, broken: look({ ...profile, form: undefined }) };
}
