// Which camera, and how it is opened. The last one is remembered by what the browser calls it; nothing else is kept.
import { cameraCode } from "../../shared/camera-errors";
import { withMovement } from "../../shared/camera-permission";
import { BridgeError } from "../../shared/host-errors";

/** A camera by the browser's id of it for this extension, and its name, which outlives the id. */
export interface CameraChoice {
  deviceId: string;
  label: string;
}

const storageKey = "camera";

// A card's modules are a fifth of a millimetre: less than this is too coarse, more costs time in every frame.
const wantedPicture: MediaTrackConstraints = { width: { ideal: 1920 }, height: { ideal: 1080 } };

export async function rememberedCamera(): Promise<CameraChoice | undefined> {
  const stored: unknown = (await chrome.storage.local.get(storageKey))[storageKey];
  if (typeof stored !== "object" || stored === null || !("deviceId" in stored) || !("label" in stored)) return undefined;
  const { deviceId, label } = stored;
  return typeof deviceId === "string" && typeof label === "string" ? { deviceId, label } : undefined;
}

export async function rememberCamera(choice: CameraChoice): Promise<void> {
  await chrome.storage.local.set({ [storageKey]: choice });
}

/** The cameras of the machine; before the first permission their names are empty. */
export async function listCameras(): Promise<CameraChoice[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter(({ kind }) => kind === "videoinput").map(({ deviceId, label }) => ({ deviceId, label }));
}

/** The wanted camera among those there: the same id, or the same name under a new id. */
export function findCamera(cameras: readonly CameraChoice[], wanted: CameraChoice | undefined): CameraChoice | undefined {
  if (wanted === undefined) return undefined;
  const named = (camera: CameraChoice) => wanted.label !== "" && camera.label === wanted.label;
  return cameras.find(({ deviceId }) => deviceId !== "" && deviceId === wanted.deviceId) ?? cameras.find(named);
}

/**
 * Opens the wanted camera, or the browser's own choice.
 * @param withZoom asks for the zoom, for which there has to be a permission
 * @throws BridgeError with a camera code
 */
export async function openCamera(wanted: CameraChoice | undefined, withZoom: boolean): Promise<MediaStream> {
  const choice = findCamera(await listCameras(), wanted);
  const which: MediaTrackConstraints = choice === undefined ? { facingMode: { ideal: "environment" } } : { deviceId: { exact: choice.deviceId } };
  const picture = { ...wantedPicture, ...which, ...(withZoom ? withMovement : {}) };
  try {
    return await navigator.mediaDevices.getUserMedia({ video: picture, audio: false });
  } catch (error) {
    throw new BridgeError(cameraCode(error));
  }
}
