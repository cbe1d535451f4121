// Decoding of one image after the other, as the worker does it; knows nothing of workers.
import { lumaOf } from "./luma";
import { searchSymbols } from "./search";
import type { DecodeInput, DecodeOptions, DecodeResult, LumaImage } from "./types";

const mostFrames = 4;

export class DecodeSession {
  #earlier: LumaImage[] = [];

  /** @throws RangeError for an image without pixels, too large, or with too few bytes */
  async decode(input: DecodeInput, { budgetMs, frames = 0, everySymbol }: DecodeOptions): Promise<DecodeResult> {
    const begin = performance.now();
    const image = lumaOf(input);
    const earlier = this.#earlier.filter(({ width, height }) => width === image.width && height === image.height);
    const symbols = await searchSymbols(image, { budgetMs, earlier: earlier.slice(0, frames), everySymbol });
    // What was read needs no help from earlier frames, and the next card is another one.
    this.#earlier = symbols.length > 0 ? [] : [image, ...earlier].slice(0, Math.min(frames, mostFrames));
    return { symbols, tookMs: performance.now() - begin };
  }

  /** Drops the images that were kept to be combined. */
  forget(): void {
    this.#earlier = [];
  }
}
