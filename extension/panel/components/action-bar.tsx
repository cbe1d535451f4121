// The buttons: the next act big, the others beside it.
import { useEffect, useRef } from "preact/hooks";
import type { MessageKey } from "../../shared/i18n";
import { offered, primaryAction, type ActionName } from "../actions";
import { usePanelContext } from "../context";

interface ActionBarProps {
  perform(event: Event, action: ActionName): void;
  /** How many fields a confirmation would fill. */
  count: number;
  mayConfirm: boolean;
}

const shownInBar: readonly ActionName[] = ["undo", "lookup", "preview", "closePreview", "readAgain", "next"];

export function ActionBar({ perform, count, mayConfirm }: ActionBarProps) {
  const { t, view } = usePanelContext();
  const button = useRef<HTMLButtonElement>(null);
  const primary = primaryAction(view);
  useEffect(() => {
    if (primary === "confirm" || primary === "lookup") button.current?.focus();
  }, [primary, mayConfirm]);

  const text = (action: ActionName): string => {
    if (action === "confirm") return count === 0 ? t("action_confirmNone") : t("action_confirm", { count });
    const own = view.settings.mode === "citizen";
    const names: { readonly [A in Exclude<ActionName, "confirm">]: MessageKey } = {
      preview: view.work.phase === "idle" ? "action_preview" : "action_previewAgain",
      lookup: view.work.phase === "recorded" ? "action_lookupAgain" : "action_lookup",
      next: own ? "action_nextOwn" : "action_next",
      undo: "action_undo",
      closePreview: "action_cancel",
      readAgain: "action_readAgain",
      recordCopied: "recordView_copied",
    };
    return t(names[action]);
  };
  const others = shownInBar.filter((action) => action !== primary && offered(view).has(action));
  if (primary === undefined && others.length === 0) return null;
  return (
    <div class="action-bar" role="group">
      {primary !== undefined && (
        <button ref={button} type="button" class="primary" data-testid={`action-${primary}`} disabled={primary === "confirm" && !mayConfirm} onClick={(event) => perform(event, primary)}>
          {text(primary)} <kbd aria-hidden="true">⏎</kbd>
        </button>
      )}
      <div class="buttons">
        {others.map((action) => (
          <button key={action} type="button" data-testid={`action-${action}`} onClick={(event) => perform(event, action)}>
            {text(action)}
          </button>
        ))}
      </div>
    </div>
  );
}
