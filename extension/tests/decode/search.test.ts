// The search over one image, with the real library in it; tests/unit/imaging/symbol_search_test.cpp asks the same of the host.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { prepareZXingModule, writeBarcode } from "zxing-wasm/writer";
import { qrPasses } from "../../generated/qr-pass-list";
import { searchSymbols } from "../../decode/search";
import { useLibrary } from "../../decode/symbol-reader";
import type { LumaImage } from "../../decode/types";

declare const EXTENSION_DIRECTORY: string;

const library = (name: string) => readFileSync(join(EXTENSION_DIRECTORY, "node_modules/zxing-wasm/dist", name)).buffer;
const texts = ["001199990123||Nguyễn Thị Mẫu|01021999|Nữ|Số 1 Phố Thử|01072021", "001299990456||Trần Văn Thử|17081988|Nam|Số 2 Phố Thử|01072021"] as const;

before(() => {
  useLibrary(library("reader/zxing_reader.wasm"));
  prepareZXingModule({ overrides: { wasmBinary: library("writer/zxing_writer.wasm") } });
});

/** Codes side by side, each with its own brightness of ink, on paper of brightness 250. */
async function codes(...drawn: { text: string; ink: number }[]): Promise<LumaImage> {
  const [cell, module] = [300, 4];
  const image = { width: cell * drawn.length, height: cell, luma: new Uint8Array(cell * cell * drawn.length).fill(250) };
  for (const [place, { text, ink }] of drawn.entries()) {
    const { symbol } = await writeBarcode(text, { format: "QRCode", scale: 1, addQuietZones: false });
    for (let y = 0; y < symbol.height * module; y += 1) {
      for (let x = 0; x < symbol.width * module; x += 1) {
        const dark = symbol.data[Math.floor(y / module) * symbol.width + Math.floor(x / module)] === 0;
        if (dark) image.luma[(y + 40) * image.width + place * cell + x + 40] = ink;
      }
    }
  }
  return image;
}

test("in a frame with a card only the first two passes are due, though they saw another place", async () => {
  const image = await codes({ text: texts[0], ink: 20 }, { text: texts[1], ink: 195 });
  const later = qrPasses.find(({ name }) => name === "around marks seen from afar")!;
  // Ink so light is paper to a fixed threshold.
  const first = { ...later, binarizer: "FixedThreshold" as const };
  const passes = [first, first, later];
  const every = await searchSymbols(image, { budgetMs: 20_000, passes, everySymbol: true });
  assert.deepEqual(every.map(({ text }) => text), [...texts]);
  const frame = await searchSymbols(image, { budgetMs: 20_000, passes });
  assert.deepEqual(frame.map(({ text }) => text), [texts[0]]);
});

test("two cards in one frame are both read: whose it is can be asked", async () => {
  const image = await codes({ text: texts[0], ink: 20 }, { text: texts[1], ink: 40 });
  const passes = qrPasses.filter(({ name }) => name === "around marks seen from afar");
  const found = await searchSymbols(image, { budgetMs: 0, passes });
  assert.deepEqual(found.map(({ text }) => text).sort(), [...texts]);
});
