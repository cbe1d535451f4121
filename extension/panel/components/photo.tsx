import { usePanelContext } from "../context";
import { FailureBox } from "./failure";

/** The face image: shown only when a person asks for it, or the office's policy says so. */
export function Photo() {
  const { t, view, act } = usePanelContext();
  const { photo, phase, card } = view.identity;
  if (photo.status === "shown" && photo.image !== undefined) {
    return <img class="photo" data-testid="photo" src={`data:${photo.image.mediaType};base64,${photo.image.data}`} alt={t("photo_alt")} />;
  }
  if (photo.status === "loading") return <span class="photo-wait">{t("photo_loading")}</span>;
  if (photo.status === "failed") return <FailureBox failure={photo.failure} />;
  if (view.settings.photo === "never" || phase !== "complete" || card === undefined) return null;
  return (
    <button type="button" class="link start" data-testid="show-photo" onClick={(event) => act(event, { type: "photoRequested" })}>
      {t("photo_show")}
    </button>
  );
}
