// The person's own list of portals. Adding one that the manifest does not cover asks the browser for the permission.
import { useRef, useState } from "preact/hooks";
import type { MessageKey } from "../shared/i18n";
import { isStateOrigin, permissionPattern, typedOrigin } from "../shared/origins";
import { Legend, type PartProps } from "./page";

async function permitted(origin: string): Promise<boolean> {
  return isStateOrigin(origin) || chrome.permissions.request({ origins: [permissionPattern(origin)] });
}

export function Origins({ t, settings, change }: PartProps) {
  const box = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<MessageKey>();
  const locked = settings.locked.includes("allowedOrigins");
  const origins = settings.allowedOrigins;

  const add = async (event: Event) => {
    event.preventDefault();
    const origin = typedOrigin(box.current?.value ?? "");
    if (origin === undefined) return setProblem("options_originBad");
    if (!(await permitted(origin))) return setProblem("options_originRefused");
    setProblem(undefined);
    if (box.current !== null) box.current.value = "";
    if (!origins.includes(origin)) await change({ allowedOrigins: [...origins, origin] });
  };
  return (
    <form onSubmit={(event) => void add(event)}>
      <fieldset disabled={locked}>
        <Legend t={t} text="options_origins" locked={locked} />
        <p class="hint">{t("options_originsHint")}</p>
        {origins.length === 0 && <p>{t("options_originsNone")}</p>}
        <ul class="origins">
          {origins.map((origin) => (
            <li key={origin}>
              <span>{origin}</span>
              <button type="button" class="quiet" aria-label={t("options_originRemove", { origin })} onClick={() => void change({ allowedOrigins: origins.filter((other) => other !== origin) })}>
                ×
              </button>
            </li>
          ))}
        </ul>
        <label for="origin">{t("options_originLabel")}</label>
        <div class="pair">
          <input id="origin" ref={box} autocomplete="off" spellcheck={false} />
          <button type="submit">{t("options_originAdd")}</button>
        </div>
        {problem !== undefined && (
          <p class="field-problem" role="alert">
            {t(problem)}
          </p>
        )}
      </fieldset>
    </form>
  );
}
