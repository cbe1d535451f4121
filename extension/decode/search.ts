// One image through the list of passes until every place that looks like a code is read, or the time is up.
import { qrPasses } from "../generated/qr-pass-list";
import type { QrPass } from "../generated/qr-passes";
import { looksLikeCard, mergeSymbols } from "./found-symbols";
import { findSheet, sheetView, type Sheet } from "./flat";
import { combineFrames } from "./frames";
import { afterSteps, wholeView, type View } from "./pass-image";
import { covers, findRegions, findRegionsAlike, fineSearchPixels, regionView, type Region } from "./regions";
import { ShrunkImages } from "./shrunk-images";
import { readSymbols, type ReaderSettings } from "./symbol-reader";
import type { DecodedSymbol, LumaImage } from "./types";

const quick: ReaderSettings = { tryRotate: false, tryInvert: false, tryDownscale: false, tryDenoise: false };
const thorough: ReaderSettings = {};

/** After so many passes, which cost little, a thorough look at the marks says whether there is more to find. */
const cheapPasses = 4;
/**
 * A frame with a card gets no more than these, around marks and at half size: each sees cards that the other does not, and of two
 * persons none may be overlooked for the other.
 */
const framePasses = 2;

export interface SearchOptions {
  budgetMs: number;
  /** Earlier frames of the same size that may be combined with the image. */
  earlier?: readonly LumaImage[];
  /** Goes on behind a card: with all cheap passes, and at the marks that are open then. Otherwise only the first two passes are still due. */
  everySymbol?: boolean;
  passes?: readonly QrPass[];
}

class Search {
  readonly symbols: DecodedSymbol[] = [];
  readonly #deadline: number;
  readonly #sizes: ShrunkImages;
  readonly #regions: Region[] = [];
  readonly #searched = new Set<number>();
  /** Those whose marks were found by likeness, once a pass has asked for them. */
  #regionsAlike: Region[] | undefined;
  readonly #sheets = new Map<Region, Sheet | undefined>();
  #looked = 0;

  constructor(
    private readonly original: LumaImage,
    private readonly options: SearchOptions,
  ) {
    this.#sizes = new ShrunkImages(original);
    this.#deadline = performance.now() + options.budgetMs;
  }

  /** Whether another pass is due. The first always is. */
  goesOn(): boolean {
    if (this.#looked === 0) return true;
    if (this.#hasCard && !this.options.everySymbol) return this.#looked < framePasses;
    if (performance.now() >= this.#deadline) return false;
    if (this.#looked < cheapPasses || this.symbols.length === 0) return true;
    this.#findRegions(fineSearchPixels);
    return this.#openRegions().length > 0;
  }

  async run(pass: QrPass): Promise<void> {
    const atMarks = pass.source !== "whole" && pass.source !== "frames";
    // To look for marks by likeness takes as long as several frames, and the next frame may be a better one.
    if (pass.source === "alike" && this.options.everySymbol !== true) return;
    // Behind a card that was read the whole picture is not worth a harder look.
    if (!atMarks && this.#hasCard && this.#looked >= cheapPasses) return;
    if (atMarks) await this.#lookAtRegions(pass);
    else await this.#look(pass.source === "whole" ? wholeView(this.#sizes, pass) : this.#framesView(pass), pass);
    this.#looked += 1;
  }

  get #hasCard(): boolean {
    return this.symbols.some(({ text }) => looksLikeCard(text));
  }

  #findRegions(maxPixels: number): void {
    if (this.#searched.has(maxPixels)) return;
    this.#searched.add(maxPixels);
    findRegions(this.#sizes, maxPixels, this.#regions);
  }

  /** Regions in which nothing was read so far. */
  #openRegions(regions: readonly Region[] = this.#regions): Region[] {
    return regions.filter((region) => !this.symbols.some(({ corners }) => covers(corners, region)));
  }

  #framesView(pass: QrPass): View | undefined {
    const { earlier = [] } = this.options;
    const view = earlier.length > 0 ? wholeView(this.#sizes, pass) : undefined;
    if (view === undefined) return undefined;
    const others = earlier.flatMap((frame) => wholeView(new ShrunkImages(frame), pass)?.image ?? []);
    return { ...view, image: combineFrames([view.image, ...others], pass.combine ?? "middle") };
  }

  async #lookAtRegions(pass: QrPass): Promise<void> {
    for (const [index, region] of this.#openRegions(this.#regionsFor(pass)).entries()) {
      // Beside a card there may be another person's: whose it is must not hang on the time.
      if (index > 0 && !this.#hasCard && performance.now() >= this.#deadline) return;
      await this.#look(this.#regionView(region, pass), pass);
    }
  }

  #regionsFor({ source, maxPixels = fineSearchPixels }: QrPass): readonly Region[] {
    if (source === "alike") return (this.#regionsAlike ??= findRegionsAlike(this.#sizes, maxPixels));
    this.#findRegions(maxPixels);
    return this.#regions;
  }

  #regionView(region: Region, { source, modulePixels = 4 }: QrPass): View | undefined {
    if (source === "marks") return regionView(this.original, region, modulePixels);
    if (!this.#sheets.has(region)) this.#sheets.set(region, findSheet(this.original, region));
    const sheet = this.#sheets.get(region);
    return sheet && sheetView(sheet, region, modulePixels);
  }

  async #look(view: View | undefined, pass: QrPass): Promise<void> {
    if (view === undefined) return;
    const settings = { ...(pass.effort === "quick" ? quick : thorough), binarizer: pass.binarizer };
    const found = await readSymbols(afterSteps(view.image, pass.steps), settings);
    mergeSymbols(this.symbols, found.map((symbol) => ({ ...symbol, corners: symbol.corners.map(view.inOriginal) as DecodedSymbol["corners"] })));
  }
}

/** The symbols of an image, cards first. The first pass always runs; no other begins after `budgetMs`. */
export async function searchSymbols(original: LumaImage, options: SearchOptions): Promise<DecodedSymbol[]> {
  const search = new Search(original, options);
  for (const pass of options.passes ?? qrPasses) {
    if (!search.goesOn()) break;
    await search.run(pass);
  }
  return search.symbols.sort((a, b) => Number(looksLikeCard(b.text)) - Number(looksLikeCard(a.text)));
}
