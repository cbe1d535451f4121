// One image at whole fractions of its size; native-host/imaging/shrunk_images has the same.
import { shrink } from "./image-operations";
import type { LumaImage } from "./types";

/** Several passes look at the same size, which is made once: together the smaller ones take less than the original. */
export class ShrunkImages {
  readonly #made = new Map<number, LumaImage>();

  constructor(readonly original: LumaImage) {}

  /** The original, each side divided by a factor of at least 1; itself where a side would vanish. */
  by(factor: number): LumaImage {
    const known = this.#made.get(factor);
    if (known !== undefined) return known;
    const image = shrink(this.original, factor);
    this.#made.set(factor, image);
    return image;
  }
}
