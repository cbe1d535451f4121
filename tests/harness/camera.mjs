// Cameras for tests: Chromium plays a film in the place of one; everything behind the driver is real.
import { readFileSync, readdirSync } from "node:fs";

/** Chromium's arguments for a camera that shows the film. */
export const cameraWith = (film) => ["--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${film}`];
/** The permission has been given before. */
export const alreadyAllowed = ["--use-fake-ui-for-media-stream"];
/** The browser's question is answered at once, as a person would answer it. */
export const personAllows = ["--auto-accept-camera-and-microphone-capture"];
export const personRefuses = ["--deny-permission-prompts"];

/** For addInitScript: keeps every stream that a page is given, so that a test can ask later whether the camera is still on. */
export function rememberStreams() {
  const { mediaDevices } = navigator;
  const open = mediaDevices?.getUserMedia.bind(mediaDevices);
  if (open === undefined) return;
  globalThis.streams = [];
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await open(constraints);
    globalThis.streams.push(stream);
    return stream;
  };
}

/** In a page: whether each track that was ever opened is "live" or "ended". */
export const trackStates = () => globalThis.streams.flatMap((stream) => stream.getTracks().map(({ readyState }) => readyState));

function parents() {
  const table = new Map();
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const status = readFileSync(`/proc/${pid}/stat`, "utf8");
      table.set(Number(pid), Number(status.slice(status.lastIndexOf(")") + 2).split(" ")[1]));
    } catch {
      // It ended in between.
    }
  }
  return table;
}

/** Takes the camera away: ends the process of this test's browser that holds its driver. Gives how many there were. */
export function pullOutCamera() {
  const table = parents();
  const isOurs = (pid) => pid !== undefined && (pid === process.pid || isOurs(table.get(pid)));
  const drivers = [...table.keys()].filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("video_capture.mojom.VideoCaptureService") && isOurs(pid);
    } catch {
      return false;
    }
  });
  for (const pid of drivers) process.kill(pid, "SIGKILL");
  return drivers.length;
}
