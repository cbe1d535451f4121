// An image file to pixels, under limits.
import { maxImagePixels } from "../../decode/luma";
import { BridgeError } from "../../shared/host-errors";
import { imageHeader } from "./image-header";
import { PixelReader } from "./pixels";

/** A colour page at 600 dots an inch, hardly compressed. */
const largestFile = 64 * 1024 * 1024;
/** A page of A4 at 600 dots an inch has 35 million; unpacked they are four bytes each. */
const largestPixels = 40_000_000;
const largestSide = 16_384;

/** Refuses what is not an image, or unpacks to too much. @throws BridgeError with an image code */
export async function checkImage(file: Blob): Promise<void> {
  if (file.size > largestFile) throw new BridgeError("image.tooLarge");
  const header = imageHeader(new Uint8Array(await bytesOf(file)));
  if (header === "unknown") throw new BridgeError("image.unsupported");
  if (header === "malformed") throw new BridgeError("image.malformed");
  const { width, height } = header;
  if (width > largestSide || height > largestSide || width * height > largestPixels) throw new BridgeError("image.tooLarge");
}

/** A file may be gone by the time it is read, or be a folder. */
async function bytesOf(file: Blob): Promise<ArrayBuffer> {
  try {
    return await file.arrayBuffer();
  } catch {
    throw new BridgeError("image.malformed");
  }
}

/** The size at which an image is looked at: its own, or the largest that the decoder takes. */
export function decodedSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, Math.sqrt(maxImagePixels / (width * height)));
  return { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) };
}

/** The pixels of an image file, upright. @throws BridgeError `image.unsupported`, `image.malformed`, `image.tooLarge` */
export async function readImage(file: Blob): Promise<ImageData> {
  await checkImage(file);
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    throw new BridgeError("image.malformed");
  }
  try {
    const { width, height } = decodedSize(bitmap.width, bitmap.height);
    return new PixelReader().read(bitmap, width, height);
  } finally {
    bitmap.close();
  }
}
