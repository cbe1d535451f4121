// Codes without a scanner: the camera, and images that are chosen, pasted or dropped.
import { useEffect, useRef } from "preact/hooks";
import type { ErrorCode } from "../../generated/errors";
import type { CameraState } from "../camera/session";
import { usePanelContext } from "../context";
import { isPersons } from "../key-gate";
import { useSources, type Sources as Running } from "../use-sources";
import { CameraView, WhichCamera } from "./camera-view";
import { FailureBox } from "./failure";
import { Icon } from "./icon";
import { WhichPerson } from "./which-person";

function failureOf(code: ErrorCode | undefined) {
  return code === undefined ? undefined : { code };
}

function CameraButton({ camera, start, stop }: { camera: CameraState; start(event: Event): void; stop(): void }) {
  const { t } = usePanelContext();
  const off = camera.phase === "off";
  return (
    <button type="button" data-testid={off ? "camera-start" : "camera-stop"} data-camera={camera.phase} onClick={(event) => (off ? start(event) : stop())}>
      <Icon name="camera" /> {t(off ? "camera_start" : "camera_stop")}
    </button>
  );
}

function ImageButton({ read }: { read(files: readonly File[]): void }) {
  const { t } = usePanelContext();
  const input = useRef<HTMLInputElement>(null);
  const chosen = (field: HTMLInputElement) => {
    read([...(field.files ?? [])]);
    // The same file may be chosen again.
    field.value = "";
  };
  return (
    <>
      <button type="button" data-testid="image-choose" onClick={() => input.current?.click()}>
        <Icon name="image" /> {t("image_choose")}
      </button>
      <input
        ref={input}
        type="file"
        class="visually-hidden"
        data-testid="image-file"
        accept="image/png,image/jpeg,image/webp"
        multiple
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => chosen(event.currentTarget)}
      />
    </>
  );
}

/** What the camera or an image has to say beside its picture. */
function News({ camera, image, session }: Pick<Running, "camera" | "image" | "session">) {
  const { t } = usePanelContext();
  const failure = camera.phase === "off" || camera.phase === "asking" ? camera.failure : undefined;
  const allow = (event: Event) => isPersons(event) && void session.start({ ask: true });
  return (
    <>
      <FailureBox failure={failureOf(failure)} />
      {camera.phase === "off" && failure === "camera.denied" && (
        <button type="button" class="start" data-testid="camera-allow" onClick={allow}>
          {t("camera_allow")}
        </button>
      )}
      {camera.phase === "off" && <WhichCamera cameras={camera.cameras ?? []} session={session} />}
      <FailureBox failure={image.phase === "idle" ? failureOf(image.failure) : undefined} />
      <div role="status" class="source-news">
        {camera.phase === "asking" && <p class="notice">{t("camera_asking")}</p>}
        {camera.phase === "starting" && <p class="hint">{t("camera_starting")}</p>}
        {camera.phase === "off" && camera.note !== undefined && (
          <p class="notice" data-testid="camera-note" data-note={camera.note}>
            {t(`camera_${camera.note}`)}
          </p>
        )}
        {image.phase === "reading" && <p class="hint">{t("image_reading")}</p>}
      </div>
    </>
  );
}

/** Alt+M turns the camera on and off, wherever the focus is. */
function useCameraKey(toggle: (event: Event) => void): void {
  const latest = useRef(toggle);
  latest.current = toggle;
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      const { code, altKey, ctrlKey, metaKey, shiftKey, repeat } = event;
      if (code !== "KeyM" || !altKey || ctrlKey || metaKey || shiftKey || repeat || !event.isTrusted) return;
      event.preventDefault();
      latest.current(event);
    };
    document.addEventListener("keydown", down);
    return () => document.removeEventListener("keydown", down);
  }, []);
}

export function Sources() {
  const { t, view, scanned } = usePanelContext();
  const sources = useSources(scanned);
  const { session, camera, image, people, hovering, readImages, choose, stop } = sources;
  const resting = camera.phase === "off" && image.phase === "idle" && camera.failure === undefined && image.failure === undefined && people.length === 0;
  const start = (event: Event) => {
    if (!isPersons(event)) return;
    stop();
    void session.start();
  };
  useCameraKey((event) => (camera.phase === "off" ? start(event) : stop()));
  const { phase } = view.identity;
  useEffect(() => {
    // However the code or the card came: what is on show now is the answer.
    if (phase !== "waitingForKey") stop();
  }, [phase]);
  const pick = (event: Event, chosen: Parameters<typeof choose>[0]) => {
    if (isPersons(event)) choose(chosen);
  };
  return (
    <div class={`sources${hovering ? " is-hovering" : ""}`} data-testid="sources" data-image={image.phase}>
      <div class="buttons">
        <CameraButton camera={camera} start={start} stop={stop} />
        <ImageButton read={readImages} />
      </div>
      {hovering && <p class="hint">{t("image_drop")}</p>}
      {!hovering && resting && phase === "waitingForKey" && <p class="hint">{t("image_hint")}</p>}
      {camera.phase === "on" && <CameraView camera={camera} session={session} />}
      <News camera={camera} image={image} session={session} />
      {people.length > 0 && <WhichPerson people={people} choose={pick} />}
    </div>
  );
}
