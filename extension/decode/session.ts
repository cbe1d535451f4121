// Decoding of one image after the other, as the worker does it; knows nothing of workers.
import { lumaOf } from "./luma";
import { readSymbols } from "./symbol-reader";
import type { DecodeInput, DecodeOptions, DecodeResult } from "./types";

export class DecodeSession {
  /** @throws RangeError for an image without pixels, too large, or with too few bytes */
  async decode(input: DecodeInput, _options: DecodeOptions): Promise<DecodeResult> {
    const begin = performance.now();
    const symbols = await readSymbols(lumaOf(input), {});
    return { symbols, tookMs: performance.now() - begin };
  }

  /** Drops the images that were kept to be combined. */
  forget(): void {}
}
