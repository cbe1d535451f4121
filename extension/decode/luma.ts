// Pixels to brightness.
import type { DecodeInput, LumaImage } from "./types";

/** As the host's limits in imaging/qr_image.hpp. */
export const maxImageSide = 16384;
export const maxImagePixels = 16 * 1024 * 1024;

/**
 * Brightness of RGBA pixels by the weights of ITU-R BT.601 in 16 bits; what is transparent lies on white.
 * @throws RangeError when the sides do not fit the number of bytes or a limit
 */
export function lumaOf(image: DecodeInput): LumaImage {
  const { width, height } = image;
  checkSides(width, height, "luma" in image ? image.luma.length : image.data.length / 4);
  if ("luma" in image) return image;
  const luma = new Uint8Array(width * height);
  const { data } = image;
  for (let pixel = 0, at = 0; pixel < luma.length; pixel += 1, at += 4) {
    const alpha = data[at + 3] ?? 255;
    const bright = ((data[at] ?? 0) * 19595 + (data[at + 1] ?? 0) * 38470 + (data[at + 2] ?? 0) * 7471 + 32768) >> 16;
    luma[pixel] = alpha === 255 ? bright : Math.floor((bright * alpha + 255 * (255 - alpha) + 127) / 255);
  }
  return { width, height, luma };
}

function checkSides(width: number, height: number, pixels: number): void {
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1) throw new RangeError("picture without pixels");
  if (width > maxImageSide || height > maxImageSide || width * height > maxImagePixels) throw new RangeError("picture has too many pixels");
  if (pixels !== width * height) throw new RangeError("number of pixels does not fit the sides");
}
