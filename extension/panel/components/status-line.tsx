import { usePanelContext } from "../context";
import { statusOf, type Tone } from "../status";
import { Icon, type IconName } from "./icon";

const icons: { readonly [T in Tone]: IconName } = { idle: "scan", busy: "card", read: "card", ok: "check", attention: "alert", stop: "cross" };

/** What is going on, in one big sentence; spoken by screen readers when it changes. */
export function StatusLine() {
  const { t, view } = usePanelContext();
  const { text, hint, tone, code } = statusOf(view);
  return (
    <div class={`status tone-${tone}`} role="status" aria-live="polite" data-testid="status" data-identity={view.identity.phase} data-work={view.work.phase}>
      <Icon name={icons[tone]} ring={tone === "ok" || tone === "attention" || tone === "stop"} />
      <div>
        <p class="status-text">{t(text)}</p>
        {hint !== undefined && <p class="status-hint">{t(hint)}</p>}
        {code !== undefined && (
          <p class="code" data-testid="stop" data-code={code}>
            {t("error_code", { code })}
          </p>
        )}
      </div>
    </div>
  );
}
