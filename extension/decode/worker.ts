// The decoder's worker: one image after the other. Nothing of an image leaves it but the texts and where they were.
import { DecodeSession } from "./session";
import { useLibrary } from "./symbol-reader";
import type { WorkerAnswer, WorkerRequest } from "./worker-protocol";

const session = new DecodeSession();
const ready = fetch(new URL("zxing_reader.wasm", self.location.href))
  .then((response) => response.arrayBuffer())
  .then(useLibrary);

async function answer(request: WorkerRequest & { kind: "decode" }): Promise<WorkerAnswer> {
  try {
    await ready;
    return { id: request.id, result: await session.decode(request.image, request.options) };
  } catch (error) {
    return { id: request.id, refused: error instanceof Error ? error.message : String(error) };
  }
}

// Requests are answered in their order: a second one waits until the first is done.
let last: Promise<unknown> = Promise.resolve();
self.addEventListener("message", ({ data }: MessageEvent<WorkerRequest>) => {
  if (data.kind === "forget") session.forget();
  else last = last.then(async () => self.postMessage(await answer(data)));
});
