// Pixels of what the browser can draw.

/** Draws frames and pictures into one canvas, which is kept, and gives their pixels. */
export class PixelReader {
  #canvas: OffscreenCanvas | undefined;

  /** @param width, height of the result, to which the source is scaled */
  read(source: CanvasImageSource, width: number, height: number): ImageData {
    if (this.#canvas?.width !== width || this.#canvas.height !== height) this.#canvas = new OffscreenCanvas(width, height);
    const context = this.#canvas.getContext("2d", { willReadFrequently: true });
    if (context === null) throw new Error("no canvas");
    // What is transparent lies on paper.
    context.fillStyle = "#fff";
    context.fillRect(0, 0, width, height);
    context.drawImage(source, 0, 0, width, height);
    return context.getImageData(0, 0, width, height);
  }
}
