import type { Failure } from "../../background/reception/state";
import { errorKey, remedyKey } from "../../shared/i18n";
import { usePanelContext } from "../context";
import { Icon } from "./icon";

/** A failure: what happened, what to do, and the code for support. */
export function FailureBox({ failure }: { failure: Failure | undefined }) {
  const { t } = usePanelContext();
  if (failure === undefined) return null;
  const { code, params } = failure;
  return (
    <div class="failure" role="alert" data-testid="failure" data-code={code}>
      <Icon name="alert" ring />
      <div>
        <p class="failure-text">{t(errorKey(code), params)}</p>
        <p>{t(remedyKey(code), params)}</p>
        {(code === "portal.notAllowed" || code === "portal.noPermission") && (
          <button type="button" class="link" onClick={() => void chrome.runtime.openOptionsPage()}>
            {t("action_allowPage")}
          </button>
        )}
        <p class="code">{t("error_code", { code })}</p>
      </div>
    </div>
  );
}
