// Whether a keyboard scanner may be used with the focus in the portal's page, and the clicks that make it so or end it. What is said
// stands in one place that is always there, and the button keeps the focus whatever it is for.
import { usePanelContext } from "../context";

const standing: ReadonlySet<string> = new Set(["armed", "elsewhere", "inFrame"]);

export function PageGuard({ tabId }: { tabId: number | undefined }) {
  const { t, view, act } = usePanelContext();
  const { status, host = "" } = view.guard;
  const isArmed = status === "armed" || status === "inFrame";
  const start = (event: Event) => act(event, { type: "receptionStarted", ...(tabId === undefined ? {} : { tabId }) });
  const stop = (event: Event) => act(event, { type: "receptionStopped" });
  const press = (event: MouseEvent) => {
    // A double click is one click.
    if (status !== "arming" && event.detail <= 1) (isArmed ? stop : start)(event);
  };
  const text = standing.has(status) ? t(`guard_${status as "armed" | "elsewhere" | "inFrame"}`, { host }) : t("guard_off");
  const tone = status === "armed" ? "tone-ok" : "tone-attention";
  return (
    <div class="guard" data-testid="guard" data-status={status}>
      <p class={standing.has(status) ? tone : "hint"} role="status">
        {standing.has(status) && <span class="dot" aria-hidden="true" />}
        {text}
      </p>
      <div class="guard-actions">
        <button type="button" data-testid={isArmed ? "action-stopReception" : "action-startReception"} aria-disabled={status === "arming"} onClick={press}>
          {t(isArmed ? "action_stopReception" : status === "elsewhere" ? "action_startHere" : "action_startReception")}
        </button>
        {status === "elsewhere" && (
          <button type="button" data-testid="action-stopReception" onClick={stop}>
            {t("action_stopReception")}
          </button>
        )}
      </div>
    </div>
  );
}
