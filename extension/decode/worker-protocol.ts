// What goes between the decoder and its worker.
import type { DecodeInput, DecodeOptions, DecodeResult } from "./types";

export type WorkerRequest = { kind: "decode"; id: number; image: DecodeInput; options: DecodeOptions } | { kind: "forget" };

export type WorkerAnswer = { id: number; result: DecodeResult } | { id: number; refused: string };
