// Pictures of cards of synthetic holders, as cameras at a desk take them, the same ones for the same seed. What is varied, and how
// far, was set before any pass was tuned; a third of the pictures are easy, the others harder and harder.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../harness/workspace.mjs";
import { band, gaussian, grain, grayPng, jpegLoss, randomSource, spot } from "./qr-optics.mjs";

const library = join(root, "extension/node_modules/zxing-wasm/dist");
const { prepareZXingModule, writeBarcode } = await import(join(library, "es/writer/index.js"));
prepareZXingModule({ overrides: { wasmBinary: readFileSync(join(library, "writer/zxing_writer.wasm")).buffer } });

const cardWidth = 85.6, cardHeight = 54; // millimetres, ISO/IEC 7810 ID-1
const family = ["Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý"];
const middle = ["Thị", "Văn", "Hữu", "Ngọc", "Thị Bích", "Đức", "Quốc", "Thuỳ", "Minh", "Xuân"];
const given = ["Ngọc", "Phượng", "Tuấn", "Hưng", "Thảo", "Dũng", "Quỳnh", "Mẫn", "Lộc", "Hạnh", "Trưởng", "Ẩn"];
const places = ["Tổ 5, Ấp Bình Hoà, Xã Thạnh Lợi, Huyện Bến Lức, Long An", "Số 12 ngõ 45 Phố Huế, Phường Ngô Thì Nhậm, Hai Bà Trưng, Hà Nội", "Thôn Đông, Xã Quỳnh Lưu, Nghệ An", "234/5 Đường Nguyễn Thị Minh Khai, Phường Võ Thị Sáu, Quận 3, TP. Hồ Chí Minh", "Buôn Kô Sier, Phường Tân Lập, Thành phố Buôn Ma Thuột, Đắk Lắk"];

const pick = (random, list) => list[Math.floor(random() * list.length)];
const digits = (number, count) => String(number).padStart(count, "0");

/** The text of a holder's code, after docs/protocol.md's qr.parse: of 2021 with seven fields or of 2024 with eleven. */
function holderText(random) {
  const year = 1950 + Math.floor(random() * 70);
  const male = random() < 0.5;
  const century = year < 2000 ? 0 : 2;
  const id = `${pick(random, ["001", "079", "080", "040", "066"])}${century + (male ? 0 : 1)}${digits(year % 100, 2)}99${digits(Math.floor(random() * 10000), 4)}`;
  const day = () => digits(1 + Math.floor(random() * 28), 2) + digits(1 + Math.floor(random() * 12), 2);
  const name = [pick(random, family), pick(random, middle), pick(random, given)].join(" ");
  const fields = [id, random() < 0.5 ? digits(Math.floor(random() * 1e9), 9) : "", name, day() + year, male ? "Nam" : "Nữ", pick(random, places), `${day()}${2021 + Math.floor(random() * 5)}`];
  return fields.join("|") + (random() < 0.5 ? "||||" : "");
}

/** The modules of a text's code as rows of booleans, dark true, without quiet zone. */
async function modulesOf(text) {
  const { symbol } = await writeBarcode(text, { format: "QRCode", ecLevel: "M", scale: 1, addQuietZones: false });
  return Array.from({ length: symbol.height }, (_, y) => Array.from({ length: symbol.width }, (_, x) => symbol.data[y * symbol.width + x] === 0));
}

/** Brightness of the card's face at a place in millimetres: a light pattern, lines of text, the code on white. */
function faceAt(x, y, modules, code) {
  const column = ((x - code.left) / code.side) * modules.length;
  const row = ((y - code.top) / code.side) * modules.length;
  if (row >= 0 && column >= 0 && row < modules.length && column < modules.length) return modules[Math.floor(row)][Math.floor(column)] ? code.ink : code.paper;
  if (Math.abs(row - modules.length / 2) < modules.length / 2 + 2 && Math.abs(column - modules.length / 2) < modules.length / 2 + 2) return code.paper;
  if (y > 22 && y % 5 < 1.6 && x > 28 && x < 70 && Math.sin(x * 9) * Math.sin(x * 5.3 + y) > -0.2) return 60;
  return 190 + 14 * Math.sin(x * 1.3 + 3 * Math.sin(y * 0.4)) + 8 * Math.sin(y * 2.1);
}

/** From pixels to millimetres on a card that is turned, tilted, moved and bent (a laminated sheet, a card held between fingers). */
function viewOf({ width, height, scale, angle, tiltX, tiltY, bend, code }) {
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const atX = code.left + code.side / 2, atY = code.top + code.side / 2;
  return (x, y) => {
    const dx = (x - width / 2) / scale, dy = (y - height / 2) / scale;
    const depth = 1 + (tiltX * dx + tiltY * dy) / 100;
    const cardX = (cos * dx + sin * dy) / depth, cardY = (cos * dy - sin * dx) / depth;
    const along = cardX * bend.cos + cardY * bend.sin;
    // Seen from above, a sheet over a cylinder of that radius: what is farther away looks shorter, and higher.
    const onSheet = bend.radius * Math.asin(Math.max(-0.99, Math.min(0.99, along / bend.radius)));
    const lift = (along * along) / (2 * bend.radius) * bend.slant;
    return [atX + cardX + (onSheet - along) * bend.cos - lift * bend.sin, atY + cardY + (onSheet - along) * bend.sin + lift * bend.cos];
  };
}

function paint(scene, modules) {
  const { width, height, code, scale } = scene;
  const toCard = viewOf(scene);
  const pixels = new Float32Array(width * height);
  const near = (code.side * 0.75 + 2) * scale;
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const fine = Math.abs(x - width / 2) < near && Math.abs(y - height / 2) < near ? 3 : 1;
      let sum = 0;
      for (let part = 0; part < fine * fine; part += 1) {
        const [cx, cy] = toCard(x + ((part % fine) + 0.5) / fine, y + (Math.floor(part / fine) + 0.5) / fine);
        sum += cx >= 0 && cy >= 0 && cx < cardWidth && cy < cardHeight ? faceAt(cx, cy, modules, code) : scene.desk;
      }
      pixels[y * width + x] = (sum / (fine * fine)) * scene.light;
    }
  return { width, height, pixels };
}

/** Sides of a frame and how many pixels a millimetre of the card has: webcam, document camera, photograph. */
const cameras = [
  { name: "720p", width: 1280, height: 720, scales: [8, 10, 13] },
  { name: "1080p", width: 1920, height: 1080, scales: [10, 12, 15, 19] },
  { name: "5mp", width: 2592, height: 1944, scales: [14, 20, 30] },
];

/** The hardest bend has a radius of a code and a half; most cards lie flat. */
function bendOf(random, side, hardness) {
  const turn = random() * Math.PI, isBent = random() < 0.4 * hardness, radius = side * (1.5 + 3 * random());
  return { cos: Math.cos(turn), sin: Math.sin(turn), radius: isBent ? radius : 1e6, slant: isBent ? random() - 0.5 : 0 };
}

function photograph(camera, modules, random, hardness) {
  const side = pick(random, [11, 11, 14, 18]);
  const scale = pick(random, camera.scales);
  const code = { side, left: cardWidth - side - 4, top: 4, ink: 20 + 90 * random() * hardness, paper: 235 - 60 * random() * hardness };
  const scene = { width: camera.width, height: camera.height, scale, code, desk: 40 + 150 * random(), light: 1 - 0.5 * random() * hardness,
    angle: (random() - 0.5) * Math.PI * (random() < 0.2 ? 2 : 0.3), tiltX: (random() - 0.5) * 1.2 * hardness, tiltY: (random() - 0.5) * 1.2 * hardness, bend: bendOf(random, side, hardness) };
  const module = (side / modules.length) * scale;
  const [x, y, size] = [camera.width / 2, camera.height / 2, side * scale];
  let image = gaussian(paint(scene, modules), Math.max(0.4, module * (0.2 + 0.5 * random() * hardness)));
  if (random() < 0.4 * hardness) image = spot(image, { x: x + (random() - 0.5) * size, y: y + (random() - 0.5) * size, inner: size * 0.02, outer: size * (0.1 + 0.2 * random()), strength: 120 + 100 * random() });
  if (random() < 0.8 * hardness) image = band(image, { x: x + (random() - 0.5) * size, y, angle: random() * Math.PI, half: size * (0.3 + random()), strength: 60 + 90 * random() });
  return jpegLoss(grain(image, 1 + 11 * random() * hardness, random), 40 + 50 * random());
}

/**
 * Writes `count` pictures of a seed and their manifest into a directory.
 * @returns {Promise<object[]>} the manifest: file, category, symbols, expected_text
 */
export async function makeCards(directory, count, seed) {
  const manifest = [];
  for (let index = 0; index < count; index += 1) {
    const random = randomSource(seed * 1_000_003 + index * 7919);
    const camera = cameras[index % 4 === 3 ? (index >> 2) % 3 : index % 4 === 0 ? 0 : 1];
    const text = holderText(random);
    const file = `${camera.name}-${digits(index, 3)}.png`;
    const hardness = Math.max(0, (index / count - 1 / 3) * 1.5);
    writeFileSync(join(directory, file), grayPng(photograph(camera, await modulesOf(text), random, hardness)));
    manifest.push({ file, category: camera.name, symbols: 1, expected_text: text });
  }
  writeFileSync(join(directory, "manifest.json"), JSON.stringify(manifest, null, 1));
  return manifest;
}
