// May the panel use the camera? Where the browser has to ask, a tab does it: a side panel cannot show the question.
import type { ErrorCode } from "../../generated/errors";
import { cameraChannel, cameraPage, parseCameraMessage, type CameraMessage } from "../../shared/camera-permission";

/** What the browser says of the camera; a browser that does not tell has to ask. */
export async function permissionState(): Promise<PermissionState> {
  try {
    return (await navigator.permissions.query({ name: "camera" })).state;
  } catch {
    return "prompt";
  }
}

/** Whether zooming was allowed too: Chromium counts it with moving the camera, and asks for both at once. */
export async function mayMove(): Promise<boolean> {
  try {
    const question = { name: "camera", panTiltZoom: true } as const;
    return (await navigator.permissions.query(question)).state === "granted";
  } catch {
    return false;
  }
}

export interface Question {
  /** What came of it: undefined when allowed, else why not; also when the person closes the tab, or none could be opened. */
  answer: Promise<ErrorCode | undefined>;
  /** Takes the question back: the tab is closed. */
  cancel(): void;
}

/** @returns the tab's number; undefined when the browser opens none */
async function openTab(): Promise<number | undefined> {
  try {
    return (await chrome.tabs.create({ url: cameraPage })).id;
  } catch {
    return undefined;
  }
}

/**
 * Opens the tab that asks. It closes itself when the answer has arrived here, except after a refusal: then it shows how to
 * undo it, and the question stays open.
 * @param refused told of each refusal while the question stays open
 */
export function askInTab(refused: (code: ErrorCode) => void): Question {
  const channel = new BroadcastChannel(cameraChannel);
  const tab = openTab();
  let closed: (tabId: number) => void = () => undefined;
  const answer = new Promise<ErrorCode | undefined>((resolve) => {
    channel.onmessage = ({ data }) => {
      const message = parseCameraMessage(data);
      if (message?.type !== "answer") return;
      if (message.failure === "camera.denied") {
        refused(message.failure);
        return;
      }
      channel.postMessage({ type: "heard" } satisfies CameraMessage);
      resolve(message.failure);
    };
    closed = (tabId) => void tab.then((own) => (own === tabId ? resolve("camera.denied") : undefined));
    chrome.tabs.onRemoved.addListener(closed);
    void tab.then((own) => (own === undefined ? resolve("protocol.internal") : undefined));
  });
  void answer.then(() => {
    chrome.tabs.onRemoved.removeListener(closed);
    channel.close();
  });
  return { answer, cancel: () => void tab.then((id) => (id === undefined ? undefined : chrome.tabs.remove(id))) };
}
