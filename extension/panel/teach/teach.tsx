// A page that is being taught: fields are pointed at in the page, here they get their meaning, are tried and saved.
import { useEffect, useRef } from "preact/hooks";
import type { MessageKey } from "../../shared/i18n";
import { saveText } from "../../shared/save-text";
import type { TeachingView } from "../../shared/teach-protocol";
import { FailureBox } from "../components/failure";
import { usePanelContext } from "../context";
import { TaughtRow } from "./row";

function request(tabId: number | undefined, key?: string) {
  return { type: "teachRequested", ...(tabId === undefined ? {} : { tabId }), ...(key === undefined ? {} : { key }) } as const;
}

/** Begins it, where the office allows it and nothing is being taught. */
export function TeachStart({ tabId }: { tabId: number | undefined }) {
  const { t, view, act } = usePanelContext();
  if (!view.settings.allowTeaching || view.teaching !== undefined) return null;
  return (
    <button type="button" class="quiet" data-testid="teach-start" onClick={(event) => act(event, request(tabId))}>
      {t("teach_start")}
    </button>
  );
}

/** Opens the picker for one field that a profile no longer finds. */
export function TeachField({ tabId, fieldKey, label }: { tabId: number | undefined; fieldKey: string; label: string }) {
  const { t, view, act } = usePanelContext();
  if (!view.settings.allowTeaching) return null;
  return (
    <button type="button" data-testid={`teach-again-${fieldKey}`} aria-label={t("teach_againOf", { name: label })} onClick={(event) => act(event, request(tabId, fieldKey))}>
      {t("teach_again")}
    </button>
  );
}

/** What is going on, in one sentence. */
function sentence({ phase, wanted, notice, refusal, problem, saved }: TeachingView): MessageKey {
  if (refusal !== undefined) return `pick_${refusal}`;
  if (problem !== undefined) return `teachProblem_${problem}`;
  if (notice !== undefined) return `teachNotice_${notice}`;
  if (saved !== undefined) return "teach_saved";
  return phase === "picking" && wanted !== undefined ? "teachPhase_pickingOne" : `teachPhase_${phase}`;
}

function Said({ teaching }: { teaching: TeachingView }) {
  const { t } = usePanelContext();
  const key = sentence(teaching);
  const { wanted = "", saved } = teaching;
  const isOdd = teaching.refusal !== undefined || teaching.problem !== undefined || teaching.notice !== undefined;
  return (
    <p class={isOdd ? "tone-attention" : "hint"} role="status" data-testid="teach-said" data-said={key}>
      {t(key, { key: wanted, version: saved?.version ?? 0, title: saved?.title ?? "" })}
    </p>
  );
}

function Broken({ teaching, tabId }: { teaching: TeachingView; tabId: number | undefined }) {
  const { t } = usePanelContext();
  const missing = teaching.broken.filter((key) => !teaching.fields.some((field) => field.key === key));
  if (missing.length === 0) return null;
  return (
    <div class="plan-group" data-testid="teach-broken">
      <h3>{t("teach_broken")}</h3>
      <ul class="plan">
        {missing.map((key) => (
          <li key={key} class="plan-row is-refused">
            <span class="plan-label">{key}</span>
            <TeachField tabId={tabId} fieldKey={key} label={key} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Buttons({ teaching, tabId }: { teaching: TeachingView; tabId: number | undefined }) {
  const { t, act } = usePanelContext();
  const { phase, saved, fields } = teaching;
  const isBusy = phase === "starting" || phase === "trying" || phase === "saving";
  return (
    <div class="buttons">
      {phase === "picking" ? (
        <button type="button" data-testid="teach-pause" onClick={(event) => act(event, { type: "teachPaused" })}>
          {t("teach_pause")}
        </button>
      ) : (
        <button type="button" data-testid="teach-more" disabled={isBusy} onClick={(event) => act(event, request(tabId))}>
          {t("teach_more")}
        </button>
      )}
      <button type="button" data-testid="teach-save" disabled={isBusy || fields.length === 0} onClick={(event) => act(event, { type: "teachSaved" })}>
        {t("teach_save")}
      </button>
      {saved !== undefined && (
        <button type="button" data-testid="teach-export" onClick={() => saveText(saved.file, saved.text)}>
          {t("profiles_export")}
        </button>
      )}
      <button type="button" data-testid="teach-close" onClick={(event) => act(event, { type: "teachClosed" })}>
        {t(saved === undefined ? "teach_discard" : "teach_close")}
      </button>
    </div>
  );
}

/** The section; nothing while no page is being taught. */
export function Teach({ tabId }: { tabId: number | undefined }) {
  const { t, view, act, language } = usePanelContext();
  const { teaching } = view;
  const title = useRef<HTMLHeadingElement>(null);
  const isOpen = teaching !== undefined;
  useEffect(() => title.current?.focus(), [isOpen]);
  if (teaching === undefined) return null;
  const { phase, fields, kept, detectOthers, failure, page } = teaching;
  const isBusy = phase === "starting" || phase === "trying" || phase === "saving";
  return (
    <section class="section teach" data-testid="teach" data-phase={phase} aria-labelledby="teach-title">
      <h2 id="teach-title" ref={title} tabIndex={-1}>
        {t("teach_title")}
      </h2>
      {page !== undefined && <p class="hint">{page.host}</p>}
      <Said teaching={teaching} />
      <FailureBox failure={failure} />
      {kept !== undefined && kept.count > 0 && <p class="hint">{t("teach_kept", { count: kept.count, title: kept.title[language] })}</p>}
      <Broken teaching={teaching} tabId={tabId} />
      <ul class="plan">
        {fields.map((field) => (
          <TaughtRow key={field.id} field={field} isBusy={isBusy} />
        ))}
      </ul>
      <label class="tick">
        <input type="checkbox" data-testid="teach-detect" checked={detectOthers} onChange={(event) => act(event, { type: "teachDetect", others: event.currentTarget.checked })} />
        {t("teach_detect")}
      </label>
      <Buttons teaching={teaching} tabId={tabId} />
    </section>
  );
}
