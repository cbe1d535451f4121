// What a fill would do, field by field, before anything is written.
import type { ComponentChildren } from "preact";
import { leaveOut } from "../../plan/edit";
import { editedPlan } from "../../plan/plan-edits";
import type { FillPlan, PlanQuestion, Reason } from "../../plan/types";
import type { Preview as PreviewState } from "../../background/reception/state";
import type { Role } from "../../generated/site-profile";
import type { FillStep } from "../../shared/content-protocol";
import type { MessageKey } from "../../shared/i18n";
import { usePanelContext } from "../context";
import { shownLabel, shownStep } from "../format";
import { TeachField } from "../teach/teach";
import { SourceMark } from "./citizen-card";
import { CommuneChoice } from "./commune-choice";
import { EditField } from "./edit-field";
import { FieldLabel } from "./field-label";

function Group({ title, count, children }: { title: MessageKey; count: number; children: ComponentChildren }) {
  const { t } = usePanelContext();
  if (count === 0) return null;
  return (
    <div class="plan-group">
      <h3>
        {t(title)} <span class="count">{count}</span>
      </h3>
      <ul class="plan">{children}</ul>
    </div>
  );
}

function Change({ current, proposed }: { current: string; proposed: string }) {
  const { t } = usePanelContext();
  return (
    <span class="change">
      {current !== "" && (
        <>
          <s>{shownStep(current)}</s> <span class="becomes" aria-label={t("preview_becomes")}>→</span>{" "}
        </>
      )}
      <strong>{shownStep(proposed)}</strong>
    </span>
  );
}

function StepSource({ step, preview }: { step: FillStep; preview: PreviewState }) {
  const { t, view } = usePanelContext();
  const { citizen } = view.identity;
  if (preview.edits?.[step.key] !== undefined) {
    return (
      <span class="source" data-testid={`by-hand-${step.key}`}>
        {t("preview_byHand")}
      </span>
    );
  }
  const { residenceKeys } = preview.form;
  const field = residenceKeys.includes(step.key) ? "placeOfResidence" : step.field;
  if (field !== undefined && citizen?.[field] !== undefined) return <SourceMark name={field} citizen={citizen} />;
  return <span class="source">{t("preview_constant")}</span>;
}

/** Why a field that no profile names is taken for what it is, in the page's own words. */
function Why({ reasons }: { reasons: readonly Reason[] }) {
  const { t } = usePanelContext();
  if (reasons.length === 0) return null;
  const words = reasons.map(({ kind, text }) => t(`reason_${kind}`, { text: shownLabel(text) }));
  return (
    <span class="source" data-testid="why">
      {t("preview_why", { reasons: words.join(", ") })}
    </span>
  );
}

interface PlannedStepProps {
  step: FillStep;
  preview: PreviewState;
  isKept: boolean;
  toggle(): void;
}

function PlannedStep({ step, preview, isKept, toggle }: PlannedStepProps) {
  return (
    <li class="plan-row" data-testid={`step-${step.key}`}>
      <label class="tick">
        <input type="checkbox" data-testid={`keep-${step.key}`} checked={isKept} onChange={toggle} />
        <FieldLabel fieldKey={step.key} label={step.label} frames={preview.plan.frames} />
      </label>
      <Change current={step.expected} proposed={step.value} />
      <StepSource step={step} preview={preview} />
      <Why reasons={preview.plan.reasons?.[step.key] ?? []} />
      <EditField fieldKey={step.key} preview={preview} />
    </li>
  );
}

interface QuestionProps {
  question: PlanQuestion;
  preview: PreviewState;
  ticked: boolean;
  toggle(key: string): void;
}

function Question({ question, preview, ticked, toggle }: QuestionProps) {
  const { key, label, current, proposed } = question;
  return (
    <li class="plan-row" data-testid={`question-${key}`}>
      <label class="tick">
        <input type="checkbox" checked={ticked} onChange={() => toggle(key)} />
        <FieldLabel fieldKey={key} label={label} frames={preview.plan.frames} />
      </label>
      <Change current={current} proposed={proposed} />
      <EditField fieldKey={key} preview={preview} />
    </li>
  );
}

function Roles({ offered }: { offered: readonly Role[] }) {
  const { t, view, act } = usePanelContext();
  const chosen = view.work.roles;
  // A form that asks for the owner alone has one role and still a question: the card's holder is taken for the applicant.
  if (offered.length < 2 && (offered[0] ?? "applicant") === "applicant") return null;
  const toggle = (event: Event, role: Role) => {
    const roles = chosen.includes(role) ? chosen.filter((other) => other !== role) : [...chosen, role];
    if (roles.length > 0) act(event, { type: "rolesChosen", roles });
    else event.preventDefault();
  };
  return (
    <fieldset class="roles">
      <legend>{t(view.settings.mode === "citizen" ? "preview_rolesOwn" : "preview_roles")}</legend>
      {offered.map((role) => (
        <label key={role} class="tick">
          <input type="checkbox" data-testid={`role-${role}`} checked={chosen.includes(role)} onClick={(event) => toggle(event, role)} />
          {t(`role_${role}`)}
        </label>
      ))}
    </fieldset>
  );
}

/** The profile's locator is at fault, and a person can point at the field. */
const brokenReasons: ReadonlySet<string> = new Set(["fieldMissing", "fieldAmbiguous"]);

function Untouched({ plan, preview }: { plan: FillPlan; preview: PreviewState }) {
  const { t, view } = usePanelContext();
  return (
    <>
      <Group title="preview_comparisons" count={plan.comparisons.length}>
        {plan.comparisons.map(({ key, label, same, current, proposed }) => (
          <li key={key} class={`plan-row ${same ? "" : "is-different"}`} data-testid={`comparison-${key}`}>
            <FieldLabel fieldKey={key} label={label} frames={preview.plan.frames} />
            <span>{shownStep(current)}</span>
            <span class="reason">{same ? t("preview_same") : t("preview_different", { proposed: shownStep(proposed) })}</span>
          </li>
        ))}
      </Group>
      <Group title="preview_refusals" count={plan.refusals.length}>
        {plan.refusals.map(({ key, label, reason }) => (
          <li key={key} class="plan-row is-refused" data-testid={`refusal-${key}`} data-reason={reason}>
            <FieldLabel fieldKey={key} label={label} frames={preview.plan.frames} />
            <span class="reason">{t(`refusal_${reason}`)}</span>
            <EditField fieldKey={key} preview={preview} />
            {brokenReasons.has(reason) && <TeachField tabId={view.work.tabId} fieldKey={key} label={shownLabel(label)} />}
          </li>
        ))}
      </Group>
      <Group title="preview_right" count={plan.alreadyRight.length}>
        {plan.alreadyRight.map(({ key, label, current }) => (
          <li key={key} class="plan-row">
            <FieldLabel fieldKey={key} label={label} frames={preview.plan.frames} />
            <span>{shownStep(current)}</span>
            <EditField fieldKey={key} preview={preview} />
          </li>
        ))}
      </Group>
    </>
  );
}

export interface Choices {
  /** Keys of the questions that are to be filled. */
  ticks: readonly string[];
  /** Keys of the steps that are not. */
  leaves: readonly string[];
  consent: boolean;
}

interface PreviewProps {
  preview: PreviewState;
  choices: Choices;
  toggle(list: "ticks" | "leaves", key: string): void;
  setConsent(consent: boolean): void;
}

function Consent({ preview, choices, setConsent }: Omit<PreviewProps, "toggle">) {
  const { t } = usePanelContext();
  const plan = editedPlan(preview);
  const ticked = plan.questions.filter(({ key }) => choices.ticks.includes(key));
  const fields = [...leaveOut(plan, choices.leaves).steps, ...ticked].map(({ label }) => shownLabel(label)).join(", ");
  // Whoever may fill a part of it receives something.
  const hosts = [...new Set([new URL(preview.target.binding.origin).host, ...Object.values(plan.frames ?? {})])];
  return (
    <div class="consent" data-testid="consent">
      <h3>{t("consent_title")}</h3>
      <p>{t("consent_fields", { fields })}</p>
      <p>{t("consent_host", { host: hosts.join(", ") })}</p>
      <label class="tick">
        <input type="checkbox" data-testid="consent-tick" checked={choices.consent} onChange={(event) => setConsent(event.currentTarget.checked)} />
        {t("consent_tick")}
      </label>
      <p class="hint">{t("consent_own")}</p>
    </div>
  );
}

export function Preview({ preview, choices, toggle, setConsent }: PreviewProps) {
  const { t, view, language } = usePanelContext();
  const { form, target } = preview;
  const plan = editedPlan(preview);
  const kept = new Set(leaveOut(plan, choices.leaves).steps.map(({ key }) => key));
  return (
    <section class="section preview" data-testid="preview" aria-labelledby="preview-title">
      <h2 id="preview-title">{t("preview_title")}</h2>
      <p class="hint">
        {form.title?.[language] ?? t("preview_unknownForm")} · {new URL(target.binding.origin).host}
      </p>
      {preview.converted !== undefined && (
        <p class="hint" data-testid="converted">
          {t("preview_converted", preview.converted)}
        </p>
      )}
      <Roles offered={form.roles} />
      {preview.communes !== undefined && <CommuneChoice question={preview.communes} preview={preview.number} />}
      {view.settings.mode === "citizen" && <Consent preview={preview} choices={choices} setConsent={setConsent} />}
      <Group title="preview_steps" count={plan.steps.length}>
        {plan.steps.map((step) => (
          <PlannedStep key={step.key} step={step} preview={preview} isKept={kept.has(step.key)} toggle={() => toggle("leaves", step.key)} />
        ))}
      </Group>
      <Group title="preview_questions" count={plan.questions.length}>
        {plan.questions.map((question) => (
          <Question key={question.key} question={question} preview={preview} ticked={choices.ticks.includes(question.key)} toggle={(key) => toggle("ticks", key)} />
        ))}
      </Group>
      <Untouched plan={plan} preview={preview} />
    </section>
  );
}
