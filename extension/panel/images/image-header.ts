// What kind of image a file is and how large, from its first bytes: known before anything is unpacked.

export interface ImageHeader {
  format: "png" | "jpeg" | "webp";
  width: number;
  height: number;
}

/** What the bytes are: an image, one of these formats with a broken head, or something else. */
export type HeaderResult = ImageHeader | "malformed" | "unknown";

function startsWith(bytes: Uint8Array, signature: string, at = 0): boolean {
  return bytes.length >= at + signature.length && [...signature].every((letter, index) => bytes[at + index] === letter.charCodeAt(0));
}

function sized(format: ImageHeader["format"], width: number, height: number): HeaderResult {
  return width > 0 && height > 0 ? { format, width, height } : "malformed";
}

/** PNG, third edition, §5.2 and §11.2.1: the signature, then IHDR. */
function png(bytes: Uint8Array, view: DataView): HeaderResult {
  if (bytes.length < 24 || !startsWith(bytes, "IHDR", 12)) return "malformed";
  return sized("png", view.getUint32(16), view.getUint32(20));
}

/** Markers that start a frame: SOF0 to SOF15 without DHT, JPG and DAC (ITU-T T.81, table B.1). */
function startsFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** ITU-T T.81, B.1 and B.2.2: segments until the head of the frame. */
function jpeg(bytes: Uint8Array, view: DataView): HeaderResult {
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return "malformed";
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) at += 2;
    else if (startsFrame(marker)) return at + 9 <= bytes.length ? sized("jpeg", view.getUint16(at + 7), view.getUint16(at + 5)) : "malformed";
    else at += 2 + Math.max(2, view.getUint16(at + 2));
  }
  return "malformed";
}

/** RFC 9649, §2.4 to §2.7: simple lossy, simple lossless, extended. */
function webp(bytes: Uint8Array, view: DataView): HeaderResult {
  if (bytes.length < 30) return "malformed";
  if (startsWith(bytes, "VP8X", 12)) return sized("webp", 1 + (view.getUint32(24, true) & 0xff_ff_ff), 1 + (view.getUint32(26, true) >>> 8));
  if (startsWith(bytes, "VP8L", 12) && bytes[20] === 0x2f) {
    const packed = view.getUint32(21, true);
    return sized("webp", 1 + (packed & 0x3fff), 1 + ((packed >>> 14) & 0x3fff));
  }
  const isKeyFrame = startsWith(bytes, "VP8 ", 12) && startsWith(bytes, "\x9d\x01\x2a", 23);
  return isKeyFrame ? sized("webp", view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff) : "malformed";
}

/** Reads the head of an image. Total: any bytes give an answer. Width and height are in pixels, as stored. */
export function imageHeader(bytes: Uint8Array): HeaderResult {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (startsWith(bytes, "\x89PNG\r\n\x1a\n")) return png(bytes, view);
  if (startsWith(bytes, "\xff\xd8\xff")) return jpeg(bytes, view);
  if (startsWith(bytes, "RIFF") && startsWith(bytes, "WEBP", 8)) return webp(bytes, view);
  return "unknown";
}
