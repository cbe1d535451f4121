// The newest picture of a playing video, as pixels for the decoder.
import type { DecodeInput, LumaImage } from "../../decode/decoder";
import { PixelReader } from "../images/pixels";

/** Formats whose first plane is the brightness, one byte a pixel (W3C WebCodecs, §9.10). */
const brightnessFirst: ReadonlySet<string | null> = new Set(["I420", "I420A", "I422", "I444", "NV12"]);

/** The brightness as the camera delivered it: a quarter of the bytes of a drawn picture. Undefined where the browser has it in no such form. */
async function brightnessOf(frame: VideoFrame): Promise<LumaImage | undefined> {
  const { format, visibleRect } = frame;
  if (!brightnessFirst.has(format) || visibleRect === null) return undefined;
  const { width, height } = visibleRect;
  const planes = new Uint8Array(frame.allocationSize());
  const [first] = await frame.copyTo(planes);
  return first?.offset === 0 && first.stride === width ? { width, height, luma: planes.subarray(0, width * height) } : undefined;
}

/** Takes pictures of a video; what is needed for that is kept from one to the next. */
export class FramePixels {
  readonly #drawn = new PixelReader();

  async take(video: HTMLVideoElement): Promise<DecodeInput> {
    return (await this.#delivered(video)) ?? this.#drawn.read(video, video.videoWidth, video.videoHeight);
  }

  async #delivered(video: HTMLVideoElement): Promise<LumaImage | undefined> {
    // Firefox before 130 has no such frames.
    const Frame = (globalThis as { VideoFrame?: typeof VideoFrame }).VideoFrame;
    if (Frame === undefined) return undefined;
    let frame: VideoFrame | undefined;
    try {
      frame = new Frame(video);
      return await brightnessOf(frame);
    } catch {
      // Not every browser lets every kind of frame be copied: then it is drawn.
      return undefined;
    } finally {
      frame?.close();
    }
  }
}
