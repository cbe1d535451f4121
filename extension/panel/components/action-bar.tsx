// The buttons: the next act big, the others beside it.
import type { MessageKey } from "../../shared/i18n";
import { offered, primaryAction, type ActionName } from "../actions";
import { usePanelContext } from "../context";

interface ActionBarProps {
  perform(event: Event, action: ActionName): void;
  /** How many fields a confirmation would fill. */
  count: number;
  mayConfirm: boolean;
}

const shownInBar: readonly ActionName[] = ["undo", "lookup", "evidence", "preview", "closePreview", "readAgain", "compareAgain", "switchPerson", "next"];

export function ActionBar({ perform, count, mayConfirm }: ActionBarProps) {
  const { t, view } = usePanelContext();
  const primary = primaryAction(view);
  const text = (action: ActionName): string => {
    if (action === "confirm") return count === 0 ? t("action_confirmNone") : t("action_confirm", { count });
    const own = view.settings.mode === "citizen";
    const names: { readonly [A in Exclude<ActionName, "confirm">]: MessageKey } = {
      preview: view.work.phase === "idle" ? "action_preview" : "action_previewAgain",
      lookup: view.work.lookup !== undefined ? "action_lookupAgain" : "action_lookup",
      next: own ? "action_nextOwn" : "action_next",
      undo: "action_undo",
      closePreview: "action_cancel",
      readAgain: "action_readAgain",
      compareAgain: "action_compareAgain",
      recordCopied: "recordView_copied",
      switchPerson: "action_switchPerson",
      keepPerson: "action_keepPerson",
      evidence: view.work.evidence !== undefined ? "action_evidenceAgain" : "action_evidence",
    };
    return t(names[action]);
  };
  const others = shownInBar.filter((action) => action !== primary && offered(view).has(action));
  if (primary === undefined && others.length === 0) return null;
  return (
    <div class="action-bar" role="group">
      {primary !== undefined && (
        <button key={primary} type="button" class="primary" data-testid={`action-${primary}`} disabled={primary === "confirm" && !mayConfirm} onClick={(event) => perform(event, primary)}>
          {text(primary)} {primary !== "next" && <kbd aria-hidden="true">⏎</kbd>}
        </button>
      )}
      <div class="buttons">
        {others.map((action) => (
          <button key={action} type="button" data-testid={`action-${action}`} onClick={(event) => perform(event, action)}>
            {text(action)} {action === "switchPerson" && <kbd aria-hidden="true">Alt+C</kbd>}
          </button>
        ))}
      </div>
    </div>
  );
}
