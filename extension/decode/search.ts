// One image through the list of passes until a card is read, every place that looks like a code is read, or the time is up.
import { qrPasses } from "../generated/qr-pass-list";
import type { QrPass } from "../generated/qr-passes";
import { looksLikeCard, mergeSymbols } from "./found-symbols";
import { combineFrames } from "./frames";
import { afterSteps, inOriginal, wholeView, type View } from "./pass-image";
import { covers, findRegions, regionView, type Region } from "./regions";
import { readSymbols, type ReaderSettings } from "./symbol-reader";
import type { DecodedSymbol, LumaImage } from "./types";

const quick: ReaderSettings = { tryRotate: false, tryInvert: false, tryDownscale: false, tryDenoise: false };
const thorough: ReaderSettings = {};

/** What is left to look at in one pass. */
class Search {
  readonly symbols: DecodedSymbol[] = [];
  #regions: Region[] | undefined;

  constructor(
    private readonly original: LumaImage,
    private readonly earlier: readonly LumaImage[],
    private readonly deadline: number,
    private readonly everyCard: boolean,
  ) {}

  get done(): boolean {
    return this.late || (!this.everyCard && this.hasCard);
  }

  get hasCard(): boolean {
    return this.symbols.some(({ text }) => looksLikeCard(text));
  }

  get late(): boolean {
    return performance.now() >= this.deadline;
  }

  /** Regions in which nothing was read so far. */
  get openRegions(): Region[] {
    this.#regions ??= findRegions(this.original);
    return this.#regions.filter((region) => !this.symbols.some(({ corners }) => covers(corners, region)));
  }

  async run(pass: QrPass): Promise<void> {
    if (pass.source === "whole") await this.#look(wholeView(this.original, pass), pass);
    else if (pass.source === "marks") await this.#lookAtRegions(pass);
    else if (this.earlier.length > 0) await this.#look(this.#framesView(pass), pass);
  }

  #framesView(pass: QrPass): View | undefined {
    const view = wholeView(this.original, pass);
    if (view === undefined) return undefined;
    const others = this.earlier.flatMap((frame) => wholeView(frame, pass)?.image ?? []);
    return { ...view, image: combineFrames([view.image, ...others], pass.combine ?? "middle") };
  }

  async #lookAtRegions(pass: QrPass): Promise<void> {
    for (const region of this.openRegions) {
      if (this.done) return;
      await this.#look(regionView(this.original, region, pass.modulePixels ?? 4), pass);
    }
  }

  async #look(view: View | undefined, pass: QrPass): Promise<void> {
    if (view === undefined) return;
    const settings = { ...(pass.effort === "quick" ? quick : thorough), binarizer: pass.binarizer };
    const found = await readSymbols(afterSteps(view.image, pass.steps), settings);
    mergeSymbols(this.symbols, found.map((symbol) => ({ ...symbol, corners: symbol.corners.map((corner) => inOriginal(view, corner)) as DecodedSymbol["corners"] })));
  }
}

/** After so many passes, which cost little, a look at the marks says whether there is more to find. */
const cheapPasses = 3;

export interface SearchOptions {
  budgetMs: number;
  /** Earlier frames of the same size that may be combined with the image. */
  earlier?: readonly LumaImage[];
  /** Goes on behind a card, at the marks that are still open. */
  everyCard?: boolean;
  passes?: readonly QrPass[];
}

/** The symbols of an image, cards first. The first pass always runs; no other begins after `budgetMs`. */
export async function searchSymbols(original: LumaImage, { budgetMs, earlier = [], everyCard = false, passes = qrPasses }: SearchOptions): Promise<DecodedSymbol[]> {
  const search = new Search(original, earlier, performance.now() + budgetMs, everyCard);
  let looked = 0;
  for (const pass of passes) {
    if (looked > 0 && search.done) break;
    if (looked >= cheapPasses && search.hasCard && pass.source !== "marks") continue;
    await search.run(pass);
    looked += 1;
    if (looked >= cheapPasses && search.symbols.length > 0 && search.openRegions.length === 0) break;
  }
  return search.symbols.sort((a, b) => Number(looksLikeCard(b.text)) - Number(looksLikeCard(a.text)));
}
