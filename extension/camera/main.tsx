// A tab that asks for the camera in the panel's place: a side panel cannot show the browser's question.
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ErrorCode } from "../generated/errors";
import { cameraCode } from "../shared/camera-errors";
import { cameraChannel, parseCameraMessage, withMovement, type CameraMessage } from "../shared/camera-permission";
import { errorKey, languageOf, remedyKey, translator, type Language } from "../shared/i18n";
import { checkOptions } from "../shared/settings";

type Answer = "waiting" | "granted" | ErrorCode;

async function askForCamera(): Promise<"granted" | ErrorCode> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ video: withMovement });
    for (const track of stream.getTracks()) track.stop();
    return "granted";
  } catch (error) {
    return cameraCode(error);
  }
}

async function closeThisTab(): Promise<void> {
  const tab = await chrome.tabs.getCurrent();
  if (tab?.id !== undefined) await chrome.tabs.remove(tab.id);
}

/** Asks at once, tells the panel, and closes the tab when the panel goes on. */
function useQuestion(): { answer: Answer; again(): void } {
  const [answer, setAnswer] = useState<Answer>("waiting");
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const channel = new BroadcastChannel(cameraChannel);
    channel.onmessage = ({ data }) => {
      if (parseCameraMessage(data)?.type === "heard") void closeThisTab();
    };
    void askForCamera().then((result) => {
      setAnswer(result);
      channel.postMessage((result === "granted" ? { type: "answer" } : { type: "answer", failure: result }) satisfies CameraMessage);
    });
    return () => channel.close();
  }, [turn]);
  const again = () => {
    setAnswer("waiting");
    setTurn(turn + 1);
  };
  return { answer, again };
}

function Page({ language }: { language: Language }) {
  const t = translator(language);
  const { answer, again } = useQuestion();
  const isFirefox = chrome.runtime.getURL("").startsWith("moz-extension:");
  return (
    <main class="ask" data-testid="camera-page" data-answer={answer}>
      <h1>{t("cameraPage_title")}</h1>
      <p>{t("cameraPage_why")}</p>
      {isFirefox && <p>{t("cameraPage_remember")}</p>}
      <p class="hint">{t("cameraPage_private")}</p>
      <div role="status">
        {answer === "granted" && <p>{t("cameraPage_granted")}</p>}
        {answer !== "granted" && answer !== "waiting" && (
          <div class="refused" data-code={answer}>
            <p>{t(errorKey(answer))}</p>
            <p>{answer === "camera.denied" ? t("cameraPage_denied") : t(remedyKey(answer))}</p>
          </div>
        )}
      </div>
      {answer !== "granted" && answer !== "waiting" && (
        <button type="button" data-testid="camera-page-again" onClick={again}>
          {t("cameraPage_again")}
        </button>
      )}
    </main>
  );
}

async function start(root: HTMLElement): Promise<void> {
  const { options } = await chrome.storage.local.get("options");
  const language = languageOf(checkOptions(options).language, chrome.i18n.getUILanguage());
  document.documentElement.lang = language;
  document.title = translator(language)("cameraPage_title");
  render(<Page language={language} />, root);
}

const root = document.getElementById("app");
if (root !== null) void start(root);
