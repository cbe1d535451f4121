// What the camera decides without a camera: which one, whose code, why not.
import assert from "node:assert/strict";
import { test } from "node:test";
import { controlsOf } from "../../panel/camera/controls";
import { findCamera } from "../../panel/camera/devices";
import { askInTab } from "../../panel/camera/permission";
import { cardsAmong } from "../../panel/card-texts";
import { cameraCode } from "../../shared/camera-errors";
import { parseCameraMessage } from "../../shared/camera-permission";

const card = "001199990123|012345678|Nguyễn Thị Mẫu|05021999|Nữ|Số 1 Phố Mẫu, Thành phố Hà Nội|15032022";

test("the last camera is found again by its id, or by its name under a new id", () => {
  const cameras = [
    { deviceId: "a", label: "Webcam" },
    { deviceId: "b", label: "Document camera" },
  ];
  assert.equal(findCamera(cameras, { deviceId: "b", label: "renamed" }), cameras[1]);
  assert.equal(findCamera(cameras, { deviceId: "z", label: "Document camera" }), cameras[1]);
  assert.equal(findCamera(cameras, { deviceId: "z", label: "gone" }), undefined);
  assert.equal(findCamera(cameras, undefined), undefined);
  assert.equal(findCamera([{ deviceId: "", label: "" }], { deviceId: "", label: "" }), undefined, "without a permission nothing has a name");
});

test("why a camera gives no picture", () => {
  const code = (name: string) => cameraCode(new DOMException("", name));
  assert.equal(code("NotFoundError"), "camera.none");
  assert.equal(code("OverconstrainedError"), "camera.none");
  assert.equal(code("NotAllowedError"), "camera.denied");
  assert.equal(code("NotReadableError"), "camera.busy");
  assert.equal(code("AbortError"), "camera.busy");
  assert.equal(code("toString"), "protocol.internal");
  assert.equal(cameraCode("?"), "protocol.internal");
});

test("cards among codes: one a person, whatever lies beside them", () => {
  const other = "001299990456||Thử|1988|Nam||01072021||||";
  const both = cardsAmong(["https://dichvucong.gov.vn", card, `${card}||||`, other]);
  assert.deepEqual(both.map(({ idNumber, name }) => [idNumber, name]), [
    ["001199990123", "Nguyễn Thị Mẫu"],
    ["001299990456", "Thử"],
  ]);
  assert.equal(both[0]?.text, card);
  assert.deepEqual(cardsAmong(["001199990123"]), [{ idNumber: "001199990123", text: "001199990123" }]);
  assert.equal(cardsAmong(["001199990123|Nguyễn Thị Mẫu|Nữ|05021999|Hà Nội|15032022|012345678"])[0]?.name, "Nguyễn Thị Mẫu");
  assert.equal(cardsAmong(["001199990123|Nữ|Mẫu".normalize("NFD")])[0]?.name, "Mẫu".normalize("NFD"));
  assert.deepEqual(cardsAmong(["", "H29.26-261122-0001", "0912345678", "00119999012345|x", "BEGIN:VCARD"]), []);
});

test("only what the two pages say to each other is taken from their channel", () => {
  assert.deepEqual(parseCameraMessage({ type: "answer" }), { type: "answer" });
  assert.deepEqual(parseCameraMessage({ type: "answer", failure: "camera.denied" }), { type: "answer", failure: "camera.denied" });
  assert.deepEqual(parseCameraMessage({ type: "heard", more: 1 }), { type: "heard" });
  for (const other of [undefined, null, "answer", {}, { type: "x" }, { type: "answer", failure: "made.up" }, { type: "answer", failure: 7 }]) {
    assert.equal(parseCameraMessage(other), undefined, JSON.stringify(other));
  }
});

test("light and zoom are offered where the camera names them", () => {
  const track = (capabilities: object | undefined, settings: object = {}) =>
    ({ getSettings: () => settings, ...(capabilities === undefined ? {} : { getCapabilities: () => capabilities }) }) as unknown as MediaStreamTrack;
  assert.deepEqual(controlsOf(track(undefined)), { torch: false });
  assert.deepEqual(controlsOf(track({ torch: true })), { torch: true });
  assert.deepEqual(controlsOf(track({ zoom: { min: 100, max: 400, step: 10 } }, { zoom: 150 })), { torch: false, zoom: { min: 100, max: 400, step: 10, value: 150 } });
  assert.deepEqual(controlsOf(track({ zoom: { min: 1, max: 3 } })), { torch: false, zoom: { min: 1, max: 3, step: 0.1, value: 1 } });
  assert.deepEqual(controlsOf(track({ zoom: { min: 1, max: 1 } })), { torch: false }, "nothing to zoom");
});

test("where no tab can be opened the question ends, and says so", async () => {
  const silent = { addListener: () => undefined, removeListener: () => undefined };
  Object.assign(globalThis, { chrome: { tabs: { create: () => Promise.reject(new Error("no window")), onRemoved: silent } } });
  const question = askInTab(() => undefined);
  assert.equal(await question.answer, "protocol.internal");
  question.cancel();
});
