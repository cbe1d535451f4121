// The panel's decoder: images go to a worker of its own, which is replaced when it dies or hangs.
import type { DecodeInput, DecodeOptions, DecodeResult } from "./types";
import type { WorkerAnswer, WorkerRequest } from "./worker-protocol";

export type { DecodedSymbol, DecodeInput, DecodeOptions, DecodeResult, LumaImage, Point } from "./types";

/** A pass that has begun is not cut short; one that takes this much longer than the budget is taken for hung. */
const graceMs = 20_000;

/** Decodes images in a worker; one at a time, in the order in which they were given. */
export interface Decoder {
  /**
   * Looks for QR codes. The pixels are handed over: the caller's `luma` or `ImageData` is empty afterwards.
   * Rejects with DecodeError when the image is refused, the worker died under it, or the decoder was closed.
   */
  decode(image: DecodeInput, options: DecodeOptions): Promise<DecodeResult>;
  /** Drops the earlier images kept to be combined: another card, another camera. */
  forget(): void;
  /** Ends the worker; what is under way is rejected. */
  close(): void;
}

/** Why there is no result: `refused` (not an image within the limits), `died` (the next image gets a new worker), `closed`. */
export class DecodeError extends Error {
  constructor(readonly reason: "refused" | "died" | "closed", detail = "") {
    super(`decode: ${reason}${detail === "" ? "" : `: ${detail}`}`);
    this.name = "DecodeError";
  }
}

/** What of a Worker is used. */
export interface DecodeWorker {
  postMessage(message: WorkerRequest, transfer: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<WorkerAnswer>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

interface Waiting {
  resolve(result: DecodeResult): void;
  reject(error: DecodeError): void;
  request: WorkerRequest & { kind: "decode" };
}

class WorkerDecoder implements Decoder {
  #worker: DecodeWorker | undefined;
  #queue: Waiting[] = [];
  #nextId = 1;
  #watch: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(private readonly makeWorker: () => DecodeWorker) {}

  decode(image: DecodeInput, options: DecodeOptions): Promise<DecodeResult> {
    if (this.#closed) return Promise.reject(new DecodeError("closed"));
    return new Promise((resolve, reject) => {
      this.#queue.push({ resolve, reject, request: { kind: "decode", id: this.#nextId++, image, options } });
      if (this.#queue.length === 1) this.#send();
    });
  }

  forget(): void {
    this.#worker?.postMessage({ kind: "forget" }, []);
  }

  close(): void {
    this.#closed = true;
    this.#endWorker();
    for (const { reject } of this.#queue.splice(0)) reject(new DecodeError("closed"));
  }

  /** Gives the worker the first of the queue; the others wait here, so that they survive the worker. */
  #send(): void {
    const [first] = this.#queue;
    if (first === undefined) return;
    this.#worker ??= this.#startWorker();
    this.#watch = setTimeout(() => this.#died("no answer"), first.request.options.budgetMs + graceMs);
    const { image } = first.request;
    try {
      this.#worker.postMessage(first.request, [("luma" in image ? image.luma : image.data).buffer as ArrayBuffer]);
    } catch (error) {
      this.#finish(({ reject }) => reject(new DecodeError("refused", String(error))));
    }
  }

  #startWorker(): DecodeWorker {
    const worker = this.makeWorker();
    worker.onmessage = ({ data }) => {
      if (data.id !== this.#queue[0]?.request.id) return;
      this.#finish(({ resolve, reject }) => ("result" in data ? resolve(data.result) : reject(new DecodeError("refused", data.refused))));
    };
    worker.onerror = (event) => this.#died(event.message);
    return worker;
  }

  #endWorker(): void {
    clearTimeout(this.#watch);
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  #died(detail: string): void {
    this.#endWorker();
    this.#finish(({ reject }) => reject(new DecodeError("died", detail)));
  }

  #finish(tell: (first: Waiting) => void): void {
    clearTimeout(this.#watch);
    const first = this.#queue.shift();
    if (first !== undefined) tell(first);
    this.#send();
  }
}

/**
 * A decoder with a worker of its own, which starts with the first image.
 * @param makeWorker how the worker is made; by default the extension's `decode-worker.js`
 */
export function createDecoder(makeWorker: () => DecodeWorker = () => new Worker(chrome.runtime.getURL("decode-worker.js"))): Decoder {
  return new WorkerDecoder(makeWorker);
}
