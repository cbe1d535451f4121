// Everything that reads QR codes in ./dev bench qr: the two homes, each beside its library alone, and two other readers.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { root } from "../harness/workspace.mjs";

const extension = join(root, "extension");
const { build } = await import(pathToFileURL(join(extension, "node_modules/esbuild/lib/main.js")));

/** A program that answers each line with one line. */
function lineServer(program, args) {
  const child = spawn(program, args, { stdio: ["pipe", "pipe", "ignore"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  child.on("error", () => {}); // it is not there: its lines end
  child.stdin.on("error", () => {});
  const hear = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${program} has ended`);
    return JSON.parse(value);
  };
  return {
    hear,
    ask(line) {
      child.stdin.write(`${line}\n`);
      return hear();
    },
    close: () => child.stdin.end(),
  };
}

/** The host's decoder: `look(path, lumaPath, frameBudgetMs)` → default, passes, frame; leaves the luma of the picture. */
export function hostReader() {
  const server = lineServer(join(root, "build/bin/cccd-qr-bench"), []);
  return { look: (path, lumaPath, budget) => server.ask(`${Math.ceil(budget)} ${path}\t${lumaPath}`), close: server.close };
}

/** What is timed against something else is done so often unless it takes long; the quickest counts: another program's turn is not the decoder's time. */
const repeats = 3;
const longMs = 200;

/** The panel's decoder, bundled as the extension does; the same three answers, from a graymap. */
export async function panelReader(directory) {
  const contents = 'export { searchSymbols } from "./search"; export { readSymbols, useLibrary } from "./symbol-reader";';
  const outfile = join(directory, "panel-decoder.mjs");
  await build({ stdin: { contents, resolveDir: join(extension, "decode"), loader: "ts" }, bundle: true, format: "esm", outfile, logLevel: "error" });
  const { searchSymbols, readSymbols, useLibrary } = await import(pathToFileURL(outfile));
  useLibrary(readFileSync(join(extension, "node_modules/zxing-wasm/dist/reader/zxing_reader.wasm")));
  const timed = async (read, times = 1) => {
    let ms = Infinity;
    let symbols;
    for (let time = 0; time < times && (time === 0 || ms < longMs); time += 1) {
      const begin = performance.now();
      symbols = await read();
      ms = Math.min(ms, performance.now() - begin);
    }
    return { symbols, ms };
  };
  return {
    async look(lumaPath, budget) {
      const image = readGraymap(lumaPath);
      return {
        default: await timed(() => readSymbols(image, {}), repeats),
        passes: await timed(() => searchSymbols(image, { budgetMs: 8000, everySymbol: true })),
        frame: await timed(() => searchSymbols(image, { budgetMs: budget }), repeats),
      };
    },
  };
}

function readGraymap(path) {
  const file = readFileSync(path);
  const [head, width, height] = /^P5\n(\d+) (\d+)\n255\n/.exec(file.subarray(0, 40).toString("latin1"));
  return { width: Number(width), height: Number(height), luma: new Uint8Array(file.subarray(head.length)) };
}

/** zbarimg's texts, without places; undefined where it is not installed. */
export function zbarReader() {
  if (!existsSync("/usr/bin/zbarimg")) return undefined;
  return {
    async look(path) {
      let xml;
      try {
        xml = execFileSync("/usr/bin/zbarimg", ["-q", "--xml", "-Sdisable", "-Sqrcode.enable", path], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
      } catch (error) {
        xml = error.stdout ?? ""; // it also fails when it finds nothing
      }
      const texts = [...xml.matchAll(/<data[^>]*>(?:<!\[CDATA\[)?([\s\S]*?)(?:\]\]>)?<\/data>/g)].map(([, text]) => text);
      return texts.map((text) => ({ text }));
    },
    close() {},
  };
}

/** OpenCV's texts, of the better of its readers, and what there is of it; undefined where Debian's Python has no OpenCV. */
export async function opencvReader() {
  // Another python3 that comes first in the path has none of Debian's packages.
  const server = lineServer("/usr/bin/python3", [join(root, "tests/bench/qr_opencv.py")]);
  try {
    const { version, readers } = await server.hear();
    if (readers.length === 0) server.close();
    return { name: `OpenCV ${version}: ${readers.join(", ") || "no reader that decodes"}`, look: readers.length > 0 ? server.ask : undefined, close: server.close };
  } catch {
    return undefined;
  }
}
