// Another text for one field of the plan, for this fill only.
import { useState } from "preact/hooks";
import type { Preview } from "../../background/reception/state";
import { isoDate } from "../../plan/compare";
import { matchOption } from "../../plan/options";
import { editedValue, LONGEST_EDIT } from "../../plan/plan-edits";
import type { FoundField } from "../../plan/types";
import { isChoice } from "../../plan/widget-kinds";
import { usePanelContext } from "../context";
import { shownLabel, shownStep } from "../format";

const entry = "edit-value";

/** The option that was planned, or the first that a person has to look at. */
function startOption(options: readonly string[], field: FoundField, value: string): string {
  const match = matchOption(options, value, field.proposal?.accepted);
  return "index" in match ? (options[match.index] ?? "") : "";
}

function Entry({ field, value, label }: { field: FoundField; value: string; label: string }) {
  const { t } = usePanelContext();
  const { options, maxLength, widget } = field;
  if (!isChoice(widget) || options === undefined) {
    return <input name={entry} data-testid="edit-entry" aria-label={label} maxLength={isoDate(value) === undefined ? (maxLength ?? LONGEST_EDIT) : 10} autocomplete="off" spellcheck={false} defaultValue={shownStep(value)} />;
  }
  const start = startOption(options, field, value);
  return (
    <select name={entry} data-testid="edit-entry" aria-label={label}>
      <option value="" disabled selected={start === ""}>
        {t("edit_choose")}
      </option>
      {[...new Set(options)].map((option) => (
        <option key={option} value={option} selected={option === start}>
          {option}
        </option>
      ))}
    </select>
  );
}

interface EditFormProps {
  field: FoundField;
  value: string;
  name: string;
  use(event: Event, value: string): void;
  close(): void;
}

function EditForm({ field, value, name, use, close }: EditFormProps) {
  const { t } = usePanelContext();
  const [isWrong, setWrong] = useState(false);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget as HTMLFormElement).get(entry);
    const wanted = typeof typed === "string" ? editedValue(field, typed) : undefined;
    setWrong(wanted === undefined);
    if (wanted !== undefined) use(event, wanted);
  };
  return (
    <form class="edit-form" onSubmit={submit}>
      <Entry field={field} value={value} label={t("edit_value", { name })} />
      <div class="buttons">
        <button type="submit" data-testid="edit-use">
          {t("edit_use")}
        </button>
        <button type="button" data-testid="edit-close" onClick={close}>
          {t("edit_close")}
        </button>
      </div>
      {isWrong && (
        <p class="field-problem" role="alert">
          {t("edit_wrong")}
        </p>
      )}
    </form>
  );
}

/** The way to change a field of the plan; nothing for a field that takes no text of a person's. */
export function EditField({ fieldKey, preview }: { fieldKey: string; preview: Preview }) {
  const { t, act } = usePanelContext();
  const [isOpen, setOpen] = useState(false);
  const field = preview.plan.fields?.[fieldKey];
  if (field === undefined) return null;
  const edited = preview.edits?.[fieldKey];
  const name = shownLabel(field.label);
  const send = (event: Event, value?: string) => {
    setOpen(false);
    act(event, { type: "planEdited", preview: preview.number, key: fieldKey, ...(value === undefined ? {} : { value }) });
  };
  if (isOpen) return <EditForm field={field} value={edited ?? field.proposal?.value ?? field.expected} name={name} use={send} close={() => setOpen(false)} />;
  return (
    <span class="edit">
      <button type="button" class="link" data-testid={`edit-${fieldKey}`} aria-label={t("edit_openOf", { name })} onClick={() => setOpen(true)}>
        {t("edit_open")}
      </button>
      {edited !== undefined && (
        <button type="button" class="link" data-testid={`unedit-${fieldKey}`} aria-label={t("edit_undoOf", { name })} onClick={(event) => send(event)}>
          {t("edit_undo")}
        </button>
      )}
    </span>
  );
}
