// The one place that speaks to the barcode library.
import { prepareZXingModule, readBarcodes, type ReaderOptions, type ReadResult } from "zxing-wasm/reader";
import type { DecodedSymbol, LumaImage } from "./types";

/** As the host's. */
export const maxSymbols = 32;

/** Gives the library its machine code, once, before the first look; without it the library would ask a server. */
export function useLibrary(wasmBinary: ArrayBuffer): void {
  prepareZXingModule({ overrides: { wasmBinary } });
}

/** What of the library's settings the passes use. */
export type ReaderSettings = Pick<ReaderOptions, "binarizer" | "tryHarder" | "tryRotate" | "tryInvert" | "tryDownscale" | "tryDenoise">;

/** All QR and Micro QR codes (ISO/IEC 18004) of the picture, in its own coordinates. */
export async function readSymbols(image: LumaImage, settings: ReaderSettings): Promise<DecodedSymbol[]> {
  const found = await readBarcodes(grayFile(image), { ...settings, formats: ["QRCode", "MicroQRCode"], maxNumberOfSymbols: maxSymbols, textMode: "Plain" });
  return found.filter((code) => code.isValid).map(symbolOf);
}

// The library takes pixels as RGBA only, or a file: a portable graymap is the same bytes behind a short head.
function grayFile({ width, height, luma }: LumaImage): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`);
  const file = new Uint8Array(head.length + luma.length);
  file.set(head);
  file.set(luma, head.length);
  return file;
}

function symbolOf(code: ReadResult): DecodedSymbol {
  const { topLeft, topRight, bottomRight, bottomLeft } = code.position;
  return {
    text: textOf(code),
    bytes: new Uint8Array(code.bytes),
    format: code.format.startsWith("Micro") ? "MicroQRCode" : "QRCode",
    corners: [topLeft, topRight, bottomRight, bottomLeft].map(({ x, y }) => ({ x, y })) as DecodedSymbol["corners"],
  };
}

// The library guesses the encoding of codes that do not name one, and takes Vietnamese for Japanese now and then.
function textOf(code: Pick<ReadResult, "bytes" | "hasECI" | "text">): string {
  if (code.hasECI) return code.text;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(code.bytes);
  } catch {
    return code.text;
  }
}
