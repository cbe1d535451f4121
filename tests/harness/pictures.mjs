// Pictures and films of QR codes, drawn here: what a camera would see of a card, and image files.
import { execFileSync } from "node:child_process";
import { crc32, deflateSync } from "node:zlib";
import { closeSync, openSync, writeSync } from "node:fs";

/** Grey picture: `luma[y * width + x]`, 0 black. */
export function blank(width, height, shade = 235) {
  return { width, height, luma: new Uint8Array(width * height).fill(shade) };
}

/** Modules of the QR code of a text, row by row, true where dark; without the quiet zone. */
export function modulesOf(text, level = "M") {
  const drawn = execFileSync("qrencode", ["-8", "-l", level, "-t", "ASCII", "-m", "0", "-o", "-"], { input: text, encoding: "utf8" });
  return drawn.split("\n").filter((line) => line !== "").map((line) => Array.from({ length: line.length / 2 }, (_, column) => line[2 * column] === "#"));
}

/**
 * Draws a code into a picture, centred at (x, y), `side` pixels wide, turned by `angle` (radians), tilted back by `tilt` (0: flat;
 * 0.3: the far edge is seen at three quarters of the near one's width).
 */
export function drawCode(picture, text, { x = picture.width / 2, y = picture.height / 2, side, angle = 0, tilt = 0 }) {
  const modules = modulesOf(text);
  const quiet = 4;
  const count = modules.length;
  const whole = (side * (count + 2 * quiet)) / count;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  /** Brightness of the paper at a point of the picture; undefined beside it. */
  const shadeAt = (px, py) => {
    const [dx, dy] = [(px - x) / whole, (py - y) / whole];
    const [u, v] = [cos * dx + sin * dy, -sin * dx + cos * dy];
    const depth = 1 + tilt * v;
    const [column, row] = [u * depth, v * depth].map((part) => Math.floor((part + 0.5) * (count + 2 * quiet)) - quiet);
    if (column < -quiet || row < -quiet || column >= count + quiet || row >= count + quiet) return undefined;
    return modules[row]?.[column] === true ? 30 : 235;
  };
  const reach = Math.ceil(whole);
  for (let py = Math.max(0, Math.floor(y - reach)); py < Math.min(picture.height, y + reach); py += 1) {
    for (let px = Math.max(0, Math.floor(x - reach)); px < Math.min(picture.width, x + reach); px += 1) {
      const shades = [0.25, 0.75].flatMap((sy) => [0.25, 0.75].map((sx) => shadeAt(px + sx, py + sy)));
      if (shades.every((shade) => shade !== undefined)) picture.luma[py * picture.width + px] = shades.reduce((sum, shade) => sum + shade, 0) / 4;
    }
  }
  return picture;
}

/** A bright spot of a lamp under the laminate: everything inside is white. */
export function addGlare({ width, height, luma }, x, y, radius) {
  for (let py = 0; py < height; py += 1) {
    for (let px = 0; px < width; px += 1) if ((px - x) ** 2 + (py - y) ** 2 < radius ** 2) luma[py * width + px] = 255;
  }
}

/** A film that a camera driver plays again and again (YUV4MPEG2, 4:2:0, no colour). */
export function writeFilm(file, frames, framesPerSecond = 10) {
  const [{ width, height }] = frames;
  const colour = Buffer.alloc(2 * Math.ceil(width / 2) * Math.ceil(height / 2), 128);
  const handle = openSync(file, "w");
  writeSync(handle, `YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420jpeg\n`);
  for (const { luma } of frames) {
    writeSync(handle, "FRAME\n");
    writeSync(handle, luma);
    writeSync(handle, colour);
  }
  closeSync(handle);
  return file;
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** The picture as a PNG file. */
export function pngOf({ width, height, luma }) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  const rows = Buffer.alloc(height * (width + 1));
  for (let row = 0; row < height; row += 1) rows.set(luma.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}
