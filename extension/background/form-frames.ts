// A form that is put together from a page and frames of other listed origins: each document describes its part, and the parts make one
// snapshot. A frame's process is trusted no more than a page's, and costs no more than its own part.
import type { SiteProfile } from "../generated/site-profile";
import { mostFields } from "../shared/content-answers";
import type { BrokenField, FormSnapshot, SnapshotField } from "../shared/content-protocol";
import { BridgeError, codeOf } from "../shared/host-errors";
import { ask, checkBinding, framesOf, hasPermission, injectFrame, type OpenFrame, type OpenPage } from "./portal";
import type { FrameTarget } from "./reception/state";
import { within } from "./within";

/** Frames that are looked into for one preview. */
const MOST_FRAMES = 16;
/** What a frame that is ready never needs; one that keeps silent costs the preview no more. */
const FRAME_MS = 4000;

/** What a document without a form of its own answers: nothing is wrong with it. */
const withoutForm: ReadonlySet<string> = new Set(["portal.noForm", "portal.profileBroken", "portal.foreignFrame", "portal.opaqueOrigin"]);

/** All parts of a form as one. */
export interface WholeForm {
  /** Of the page; references count on through the frames. */
  snapshot: FormSnapshot;
  frames: FrameTarget[];
  /** Hosts of listed frames that did not say what they hold; that of the page where nothing could be learnt of its frames. */
  unread: string[];
}

interface Part {
  frame: OpenFrame;
  snapshot: FormSnapshot;
}

/** Reads the form of a page and of the frames of listed origins that a person sees in it; throws a BridgeError where there is none. */
export async function readForm(page: OpenPage, profile: SiteProfile | undefined, allowedOrigins: readonly string[]): Promise<WholeForm> {
  const top = await ask(page, { kind: "snapshot", ...(profile === undefined ? {} : { profile }), withFrames: true });
  checkBinding(top.binding, page);
  checkReferences(top);
  const reader = new FrameReader(page, allowedOrigins);
  if (top.frames !== undefined && top.frames.length > 0) await reader.look(top, profile);
  const whole = joined(top, reader.parts, reader.unread, profile);
  if (whole.snapshot.fields.length > 0 || whole.unread.length > 0) return whole;
  throw new BridgeError(top.problem ?? "portal.noForm");
}

class FrameReader {
  /** In the order of the page, a frame before those in it. */
  readonly parts: Part[] = [];
  readonly unread: string[] = [];
  private left = MOST_FRAMES;

  constructor(
    private readonly page: OpenPage,
    private readonly allowedOrigins: readonly string[],
  ) {}

  async look(top: FormSnapshot, profile: SiteProfile | undefined): Promise<void> {
    const all = await within(FRAME_MS, framesOf(this.page.tabId)).catch(() => undefined);
    if (all !== undefined) return this.into(top, profile, all);
    // One frame that keeps silent hides all others, listed or not: it is said of the page.
    this.unread.push(new URL(this.page.origin).host);
  }

  private async into({ frames = [], fields, problem }: FormSnapshot, profile: SiteProfile | undefined, all: readonly OpenFrame[]): Promise<void> {
    // In a form that has been found, a frame is a part of it and has none of its own.
    const isInForm = fields.length > 0 && problem === undefined;
    const inner = profile === undefined || !isInForm ? profile : withoutItsForm(profile);
    const listed = seenFrames(frames, all).filter(({ origin }) => isListed(origin, this.allowedOrigins));
    const taken = listed.slice(0, this.left);
    this.left -= taken.length;
    this.unread.push(...listed.slice(taken.length).map(hostOf));
    const answers = await Promise.all(taken.map((frame) => this.read(frame, inner)));
    for (const [index, frame] of taken.entries()) {
      const snapshot = answers[index];
      if (snapshot === undefined) continue;
      this.parts.push({ frame, snapshot });
      await this.into(snapshot, inner, all);
    }
  }

  /** What one frame holds; undefined where that is no form, or it did not say. */
  private async read(frame: OpenFrame, profile: SiteProfile | undefined): Promise<FormSnapshot | undefined> {
    try {
      if (!(await hasPermission(frame.origin))) throw new BridgeError("portal.noPermission");
      return await within(FRAME_MS, this.describe(frame, profile));
    } catch (error) {
      if (!withoutForm.has(codeOf(error))) this.unread.push(hostOf(frame));
      return undefined;
    }
  }

  private async describe(frame: OpenFrame, profile: SiteProfile | undefined): Promise<FormSnapshot> {
    await injectFrame(frame);
    const snapshot = await ask(frame, { kind: "snapshot", ...(profile === undefined ? {} : { profile }), withFrames: true });
    checkBinding(snapshot.binding, frame);
    checkReferences(snapshot);
    return snapshot;
  }
}

/** A reference of one document must not name a field of another. */
export function checkReferences({ fields }: FormSnapshot): void {
  if (fields.some(({ ref }, index) => ref !== index)) throw new BridgeError("protocol.internal");
}

function withoutItsForm({ form: _form, ...profile }: SiteProfile): SiteProfile {
  return profile;
}

function seenFrames(places: readonly number[][], all: readonly OpenFrame[]): OpenFrame[] {
  return places.map((path) => all.find((frame) => isSamePath(frame.path, path))).filter((frame) => frame !== undefined);
}

function isListed(origin: string, allowedOrigins: readonly string[]): boolean {
  return origin.startsWith("https://") && allowedOrigins.includes(origin);
}

/** The frames in these places that may be entered. */
export async function listedFrames(places: readonly number[][], all: readonly OpenFrame[], allowedOrigins: readonly string[]): Promise<OpenFrame[]> {
  const listed = seenFrames(places, all).filter(({ origin }) => isListed(origin, allowedOrigins));
  const permitted = await Promise.all(listed.map(({ origin }) => hasPermission(origin)));
  return listed.filter((_frame, index) => permitted[index] === true);
}

function isSamePath(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((place, index) => place === other[index]);
}

function hostOf({ origin }: OpenFrame): string {
  return new URL(origin).host;
}

/** One snapshot of all parts. A frame whose fields would be too many together is left out whole, and said. */
export function joined(top: FormSnapshot, parts: readonly Part[], unread: readonly string[], profile: SiteProfile | undefined): WholeForm {
  const fields: SnapshotField[] = top.fields.map(({ frame: _frame, ...field }) => field);
  const frames: FrameTarget[] = [];
  const left = [...unread];
  const taken: FormSnapshot[] = [top];
  for (const { frame, snapshot } of parts) {
    const first = fields.length;
    const host = hostOf(frame);
    if (first + snapshot.fields.length > mostFields) {
      left.push(host);
      continue;
    }
    const { tabId, frameId, documentId } = frame;
    frames.push({ tabId, frameId, ...(documentId === undefined ? {} : { documentId }), binding: snapshot.binding, first, count: snapshot.fields.length });
    taken.push(snapshot);
    for (const field of snapshot.fields) fields.push({ ...field, ref: first + field.ref, frame: host });
  }
  return { snapshot: { binding: top.binding, ...settled(fields, taken, profile) }, frames, unread: left };
}

/** A field of the profile must be found once in all documents together; one that several have is in none. */
function settled(fields: readonly SnapshotField[], parts: readonly FormSnapshot[], profile: SiteProfile | undefined): Pick<FormSnapshot, "fields" | "broken"> {
  const broken: BrokenField[] = [];
  const many = new Set<string>();
  for (const { key, optional } of profile?.fields ?? []) {
    const found = fields.filter(({ profileKey }) => profileKey === key).length + sum(parts.map((part) => part.broken.find(({ profileKey }) => profileKey === key)?.found ?? 0));
    const isOne = found === 1 && fields.some(({ profileKey }) => profileKey === key);
    if (isOne || (found === 0 && optional === true)) continue;
    broken.push({ profileKey: key, found });
    if (found > 1) many.add(key);
  }
  return { fields: fields.filter(({ profileKey }) => profileKey === undefined || !many.has(profileKey)), broken };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
