// Keys typed by hand, for a card whose QR code cannot be read.
import { useState } from "preact/hooks";
import type { CardKey } from "../../generated/protocol";
import type { MessageKey } from "../../shared/i18n";
import { isManualKey } from "../../shared/panel-protocol";
import { usePanelContext } from "../context";

interface FieldProps {
  id: string;
  label: MessageKey;
  length: number;
  numeric?: boolean;
}

function Field({ id, label, length, numeric = true }: FieldProps) {
  const { t } = usePanelContext();
  return (
    <div class="field">
      <label for={id}>{t(label)}</label>
      <input id={id} name={id} data-testid={id} maxLength={length} inputMode={numeric ? "numeric" : "text"} autocomplete="off" autocapitalize="characters" spellcheck={false} />
    </div>
  );
}

/** What stands in the form now: read at once, so that the fastest typing loses nothing. */
function reader(form: HTMLFormElement): (id: string) => string {
  const data = new FormData(form);
  return (id) => {
    const value = data.get(id);
    return typeof value === "string" ? value.trim().toUpperCase() : "";
  };
}

function canOf(form: HTMLFormElement): CardKey {
  return { can: reader(form)("manual-can") };
}

function mrzOf(form: HTMLFormElement): CardKey {
  const read = reader(form);
  return { mrz: { documentNumber: read("manual-document"), dateOfBirth: read("manual-birth"), dateOfExpiry: read("manual-expiry") } };
}

export function ManualKey() {
  const { t, act } = usePanelContext();
  const [problem, setProblem] = useState<MessageKey>();

  const useNumber = (event: SubmitEvent) => {
    const form = event.currentTarget as HTMLFormElement;
    const number = reader(form)("manual-can");
    if (!/^\d{12}$/.test(number)) {
      use(event, canOf, "manual_badCan");
      return;
    }
    // A whole number typed by hand is a scan like any other.
    event.preventDefault();
    setProblem(undefined);
    form.reset();
    act(event, { type: "scanned", text: number, origin: "keys" });
  };
  const use = (event: SubmitEvent, keyOf: (form: HTMLFormElement) => CardKey, wrong: MessageKey) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const key = keyOf(form);
    setProblem(isManualKey(key) ? undefined : wrong);
    if (!isManualKey(key)) return;
    form.reset();
    act(event, { type: "manualKey", key });
  };
  return (
    <details class="manual">
      <summary data-testid="manual">{t("manual_title")}</summary>
      <form class="manual-form" onSubmit={useNumber}>
        <Field id="manual-can" label="manual_can" length={12} />
        <button type="submit">{t("manual_useCan")}</button>
      </form>
      <form class="manual-form" onSubmit={(event) => use(event, mrzOf, "manual_badMrz")}>
        <p class="hint">{t("manual_mrz")}</p>
        <Field id="manual-document" label="manual_document" length={24} numeric={false} />
        <div class="pair">
          <Field id="manual-birth" label="manual_birth" length={6} numeric={false} />
          <Field id="manual-expiry" label="manual_expiry" length={6} />
        </div>
        <button type="submit">{t("manual_useMrz")}</button>
      </form>
      {problem !== undefined && (
        <p class="field-problem" role="alert">
          {t(problem)}
        </p>
      )}
    </details>
  );
}
