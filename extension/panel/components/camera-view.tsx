// What the camera sees, where to hold the card, and what can be set. The picture goes nowhere but to the decoder.
import { useEffect, useRef, useState } from "preact/hooks";
import type { CameraChoice } from "../camera/devices";
import { setControl } from "../camera/controls";
import type { CameraSession, CameraState } from "../camera/session";
import { usePanelContext } from "../context";

type On = Extract<CameraState, { phase: "on" }>;

interface CameraViewProps {
  camera: On;
  session: CameraSession;
}

function Live({ camera, session }: CameraViewProps) {
  const { t } = usePanelContext();
  const video = useRef<HTMLVideoElement>(null);
  const { stream, track } = camera;
  useEffect(() => {
    if (video.current === null) return;
    video.current.srcObject = stream;
    void session.watch(video.current);
  }, [stream, session]);
  // A camera that looks at the person is easier to aim as a mirror.
  const mirrored = track.getSettings().facingMode === "user";
  return (
    <div class="camera-picture">
      <video ref={video} class={mirrored ? "is-mirrored" : ""} data-testid="camera-video" aria-label={t("camera_picture")} autoplay muted playsInline />
      <div class="camera-aim" aria-hidden="true" />
    </div>
  );
}

interface WhichCameraProps {
  cameras: readonly CameraChoice[];
  /** The one in use; absent when none is. */
  current?: CameraChoice;
  session: CameraSession;
}

/** The choice among several cameras. */
export function WhichCamera({ cameras, current, session }: WhichCameraProps) {
  const { t } = usePanelContext();
  if (cameras.length < 2) return null;
  const choose = (wanted: CameraChoice | undefined) => wanted !== undefined && void session.start({ wanted });
  return (
    <div class="field camera-choice">
      <label for="camera-choice">{t("camera_which")}</label>
      <select
        id="camera-choice"
        data-testid="camera-choice"
        value={current?.deviceId ?? ""}
        onChange={(event) => choose(cameras.find(({ deviceId }) => deviceId === event.currentTarget.value))}
      >
        {current === undefined && <option value="" />}
        {cameras.map(({ deviceId, label }, index) => (
          <option key={deviceId} value={deviceId}>
            {label === "" ? t("camera_unnamed", { number: index + 1 }) : label}
          </option>
        ))}
      </select>
    </div>
  );
}

function Controls({ camera }: { camera: On }) {
  const { t } = usePanelContext();
  const { track, controls } = camera;
  const [lit, setLit] = useState(false);
  const light = () => {
    setLit(!lit);
    void setControl(track, { torch: !lit });
  };
  return (
    <>
      {controls.zoom !== undefined && (
        <label class="camera-zoom">
          {t("camera_zoom")}
          <input
            type="range"
            data-testid="camera-zoom"
            min={controls.zoom.min}
            max={controls.zoom.max}
            step={controls.zoom.step}
            defaultValue={String(controls.zoom.value)}
            onInput={(event) => void setControl(track, { zoom: event.currentTarget.valueAsNumber })}
          />
        </label>
      )}
      {controls.torch && (
        <button type="button" aria-pressed={lit} data-testid="camera-torch" onClick={light}>
          {t("camera_torch")}
        </button>
      )}
    </>
  );
}

export function CameraView({ camera, session }: CameraViewProps) {
  const { t } = usePanelContext();
  return (
    <section class="section camera" aria-label={t("camera_title")} data-testid="camera">
      <Live camera={camera} session={session} />
      <p class="hint" role="status">
        {t("camera_aim")}
      </p>
      <Controls key={camera.current.deviceId} camera={camera} />
      <WhichCamera cameras={camera.cameras} current={camera.current} session={session} />
    </section>
  );
}
