// Image files to the texts of the codes in them.
import type { Decoder } from "../../decode/decoder";
import { BridgeError } from "../../shared/host-errors";
import { readImage } from "./read-image";

/** A still image is worth the hard passes too: nobody has to hold it. */
const imageBudgetMs = 8_000;

/**
 * Texts of all codes, in the order of the files, card codes first within each. A file that cannot be read costs only itself.
 * @throws BridgeError when no file had a code: why the first could not be read, else `qr.notFound`
 */
export async function textsOfImages(files: readonly Blob[], decoder: Decoder, signal: AbortSignal): Promise<string[]> {
  const texts: string[] = [];
  const failures: unknown[] = [];
  for (const file of files) {
    if (signal.aborted) return [];
    try {
      const { symbols } = await decoder.decode(await readImage(file), { budgetMs: imageBudgetMs, everySymbol: true });
      texts.push(...symbols.map(({ text }) => text));
    } catch (error) {
      failures.push(error);
    }
  }
  if (texts.length === 0) throw failures.length > 0 ? failures[0] : new BridgeError("qr.notFound");
  return texts;
}
