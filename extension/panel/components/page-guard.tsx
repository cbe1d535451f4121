// Whether a keyboard scanner may be used with the focus in the portal's page, and the click that makes it so.
import { usePanelContext } from "../context";

export function PageGuard({ tabId }: { tabId: number | undefined }) {
  const { t, view, act } = usePanelContext();
  const { status, host } = view.guard;
  if (status === "armed") {
    return (
      <p class="guard tone-ok" role="status" data-testid="guard" data-status={status}>
        <span class="dot" aria-hidden="true" />
        {t("guard_armed", { host: host ?? "" })}
      </p>
    );
  }
  return (
    <div class="guard" data-testid="guard" data-status={status}>
      <p class="hint">{t("guard_off")}</p>
      <button type="button" data-testid="action-startReception" disabled={status === "arming"} onClick={(event) => act(event, { type: "receptionStarted", ...(tabId === undefined ? {} : { tabId }) })}>
        {t("action_startReception")}
      </button>
    </div>
  );
}
