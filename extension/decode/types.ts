/** Eight-bit brightness, row by row without padding, 0 black; `luma.length === width * height`. */
export interface LumaImage {
  width: number;
  height: number;
  luma: Uint8Array;
}

/** What can be decoded: brightness, or the pixels of a canvas. */
export type DecodeInput = LumaImage | ImageData;

/** Pixels of the original image; y grows downwards. */
export interface Point {
  x: number;
  y: number;
}

/** One decoded code. */
export interface DecodedSymbol {
  /** In the spelling of the code, not normalised; bytes that are UTF-8 are taken as UTF-8 unless the code names another encoding. */
  text: string;
  /** What the code holds before it is taken for text. */
  bytes: Uint8Array;
  format: "QRCode" | "MicroQRCode";
  /** Clockwise from the symbol's own top left. */
  corners: [Point, Point, Point, Point];
}

export interface DecodeOptions {
  /** No new pass is begun when this time has gone by; the first pass always runs. */
  budgetMs: number;
  /** How many of the last images of the same size may be combined with this one (0 to 4; for the camera). They stay in the worker until `forget` or `close`. */
  frames?: number;
  /** Goes on behind a card that was read until every place that looks like a code is read (pictures); otherwise only the first two passes are still due (frames). */
  everySymbol?: boolean;
}

/** Symbols that look like a card's come first. */
export interface DecodeResult {
  symbols: DecodedSymbol[];
  tookMs: number;
}
