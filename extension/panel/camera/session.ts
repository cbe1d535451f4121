// The camera from the press of its button until it is off again. It goes off by itself: when what it was started for was seen, when
// the panel is hidden, when no code comes into sight, when it is pulled out.
import type { DecodeInput, Decoder } from "../../decode/decoder";
import type { ErrorCode } from "../../generated/errors";
import { BridgeError, codeOf } from "../../shared/host-errors";
import { controlsOf, keepFocusing, type CameraControls } from "./controls";
import { findCamera, listCameras, openCamera, rememberCamera, rememberedCamera, type CameraChoice } from "./devices";
import { pumpFrames } from "./frame-pump";
import { askInTab, mayMove, permissionState, type Question } from "./permission";

/** So long without any code, and nobody is aiming any more. */
const nothingSeenMs = 60_000;
/** What one frame may take: a hand holds still for longer than one frame, and the next may be better. */
const frameBudgetMs = 150;
/** Frames that may be combined against glare. */
const combinedFrames = 3;
/** So many frames without an answer are no accident. */
const mostFaults = 3;

export interface OffState {
  phase: "off";
  failure?: ErrorCode;
  note?: "nothingSeen";
  /** Where the camera could not be used: those that could be tried instead. */
  cameras?: CameraChoice[];
}

export type CameraState =
  | OffState
  /** A tab asks for the permission; `failure` when it was refused there. */
  | { phase: "asking"; failure?: ErrorCode }
  | { phase: "starting" }
  | { phase: "on"; stream: MediaStream; track: MediaStreamTrack; cameras: CameraChoice[]; current: CameraChoice; controls: CameraControls };

export interface CameraSessionOptions {
  changed(state: CameraState): void;
  /** Texts of the codes in a frame, card codes first; true when the camera is not needed any more. */
  seen(texts: string[]): boolean;
  makeDecoder(): Decoder;
}

export class CameraSession {
  #run = new AbortController();
  #question: Question | undefined;
  #idle: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: CameraSessionOptions) {
    this.#run.abort();
  }

  /**
   * Opens a camera: the wanted one, else the last one, else the browser's choice. Asks for the permission where there is none yet.
   * @param ask also where the browser has said no before: the tab tells how to change that
   */
  async start({ wanted, ask = false }: { wanted?: CameraChoice; ask?: boolean } = {}): Promise<void> {
    this.#end();
    const run = new AbortController();
    this.#run = run;
    this.options.changed({ phase: "starting" });
    try {
      await this.#getPermission(run.signal, ask);
      const choice = wanted ?? (await rememberedCamera());
      await this.#use(await openCamera(choice, await mayMove()), run.signal);
    } catch (error) {
      if (!run.signal.aborted) await this.#fail(codeOf(error), run.signal);
    }
  }

  /** Turns the camera off and says why, if there is something to say. */
  stop(why: Omit<OffState, "phase"> = {}): void {
    this.#end();
    this.options.changed({ phase: "off", ...why });
  }

  /** Looks at what a video shows of the stream until the camera is off. */
  async watch(video: HTMLVideoElement): Promise<void> {
    const { signal } = this.#run;
    const decoder = this.options.makeDecoder();
    let faults = 0;
    const look = async (frame: DecodeInput): Promise<boolean> => {
      try {
        const { symbols } = await decoder.decode(frame, { budgetMs: frameBudgetMs, frames: combinedFrames });
        faults = 0;
        return !signal.aborted && this.#goOn(symbols.map(({ text }) => text));
      } catch {
        faults += 1;
        if (faults >= mostFaults && !signal.aborted) this.stop({ failure: "protocol.internal" });
        return !signal.aborted;
      }
    };
    try {
      await pumpFrames(video, look, signal);
    } catch {
      // The browser gave no pixels.
      if (!signal.aborted) this.stop({ failure: "protocol.internal" });
    } finally {
      decoder.close();
    }
  }

  /** One camera that does not work must not be in the way of another. */
  async #fail(failure: ErrorCode, signal: AbortSignal): Promise<void> {
    const cameras = failure === "camera.busy" ? await listCameras() : [];
    if (!signal.aborted) this.stop({ failure, cameras });
  }

  #goOn(texts: string[]): boolean {
    if (texts.length === 0) return true;
    this.#awaitCode();
    if (!this.options.seen(texts)) return true;
    this.stop();
    return false;
  }

  #awaitCode(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.stop({ note: "nothingSeen" }), nothingSeenMs);
  }

  #end(): void {
    clearTimeout(this.#idle);
    this.#question?.cancel();
    this.#question = undefined;
    this.#run.abort();
  }

  async #getPermission(signal: AbortSignal, ask: boolean): Promise<void> {
    if ((await listCameras()).length === 0) throw new BridgeError("camera.none");
    const state = await permissionState();
    signal.throwIfAborted();
    if (state === "granted") return;
    if (state === "denied" && !ask) throw new BridgeError("camera.denied");
    const asking = (failure?: ErrorCode) => this.options.changed({ phase: "asking", failure });
    asking();
    const question = askInTab(asking);
    this.#question = question;
    const failure = await question.answer;
    signal.throwIfAborted();
    this.#question = undefined;
    if (failure !== undefined) throw new BridgeError(failure);
    this.options.changed({ phase: "starting" });
  }

  async #use(stream: MediaStream, signal: AbortSignal): Promise<void> {
    const stopTracks = () => stream.getTracks().forEach((each) => each.stop());
    const [track] = stream.getVideoTracks();
    if (signal.aborted || track === undefined) return stopTracks();
    signal.addEventListener("abort", stopTracks);
    track.addEventListener("ended", () => this.stop({ failure: "camera.gone" }), { signal });
    await keepFocusing(track);
    const cameras = await listCameras();
    signal.throwIfAborted();
    const opened = { deviceId: track.getSettings().deviceId ?? "", label: track.label };
    const current = findCamera(cameras, opened) ?? opened;
    this.options.changed({ phase: "on", stream, track, cameras, current, controls: controlsOf(track) });
    this.#awaitCode();
    await rememberCamera(current);
  }
}
