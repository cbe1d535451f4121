// One taught field: what the page calls it, what goes there, whose it is, a trial, and the way out.
import { useState } from "preact/hooks";
import type { Role } from "../../generated/site-profile";
import { isChoice } from "../../plan/widget-kinds";
import { choiceOf, valueChoices, type ChoiceId } from "../../shared/teach-values";
import type { TaughtField } from "../../background/teaching/state";
import { ReportRow } from "../components/result";
import { usePanelContext } from "../context";
import { shownLabel } from "../format";
import { choiceName } from "./names";

const roles: readonly Role[] = ["applicant", "owner", "authorised", "child", "spouse", "organisation"];

function Assignment({ field, name }: { field: TaughtField; name: string }) {
  const { t, act } = usePanelContext();
  const known = field.value === undefined ? "" : (choiceOf(field.value) ?? "");
  const [choice, setChoice] = useState<ChoiceId>(known);
  const constant = field.value !== undefined && "constant" in field.value ? field.value.constant : "";
  const assign = (event: Event, change: { choice?: ChoiceId; constant?: string; role?: Role }) => {
    const wanted = change.choice ?? choice;
    setChoice(wanted);
    if (wanted !== "") act(event, { type: "teachAssigned", field: field.id, choice: wanted, constant: change.constant ?? constant, role: change.role ?? field.role });
  };
  return (
    <div class="teach-choices">
      <select aria-label={t("teach_whatOf", { name })} data-testid={`teach-value-${field.id}`} value={choice} onChange={(event) => assign(event, { choice: event.currentTarget.value })}>
        <option value="" disabled>
          {t("teach_choose")}
        </option>
        {valueChoices.map((offer) => (
          <option key={offer.id} value={offer.id}>
            {choiceName(offer, t)}
          </option>
        ))}
      </select>
      {choice === "constant" && (
        <input aria-label={t("teach_constantOf", { name })} data-testid={`teach-constant-${field.id}`} maxLength={200} autocomplete="off" value={constant} onChange={(event) => assign(event, { constant: event.currentTarget.value })} />
      )}
      <select aria-label={t("teach_whoOf", { name })} data-testid={`teach-role-${field.id}`} value={field.role} onChange={(event) => assign(event, { role: event.currentTarget.value as Role })}>
        {roles.map((role) => (
          <option key={role} value={role}>
            {t(`role_${role}`)}
          </option>
        ))}
      </select>
    </div>
  );
}

export function TaughtRow({ field, isBusy }: { field: TaughtField; isBusy: boolean }) {
  const { t, view, act } = usePanelContext();
  const { id, label, group, value, widget } = field;
  const name = shownLabel(label);
  const trial = view.teaching?.trial?.field === id ? view.teaching.trial : undefined;
  return (
    <li class="plan-row teach-row" data-testid={`teach-field-${id}`} data-label={name} data-assigned={value !== undefined}>
      <span class="plan-label">{name}</span>
      <span class="hint">{[group, `${t(isChoice(widget) ? "widget_choice" : "widget_entry")} (${widget})`].filter((text) => text !== "").join(" · ")}</span>
      <Assignment field={field} name={name} />
      <div class="buttons">
        <button type="button" data-testid={`teach-try-${id}`} aria-label={t("teach_tryOf", { name })} disabled={isBusy || value === undefined} onClick={(event) => act(event, { type: "teachTried", field: id })}>
          {t("teach_try")}
        </button>
        {trial?.isUndoable === true && (
          <button type="button" data-testid={`teach-undo-${id}`} disabled={isBusy} onClick={(event) => act(event, { type: "teachTrialUndone" })}>
            {t("action_undo")}
          </button>
        )}
        <button type="button" data-testid={`teach-remove-${id}`} aria-label={t("teach_removeOf", { name })} disabled={isBusy} onClick={(event) => act(event, { type: "teachRemoved", field: id })}>
          {t("teach_remove")}
        </button>
      </div>
      {trial !== undefined && (
        <ul class="reports" data-testid={`teach-trial-${id}`}>
          {trial.reports.map((report) => (
            <ReportRow key={report.key} report={report} />
          ))}
        </ul>
      )}
    </li>
  );
}
