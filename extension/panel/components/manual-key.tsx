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
  value: string;
  numeric?: boolean;
  change(value: string): void;
}

function Field({ id, label, length, value, numeric = true, change }: FieldProps) {
  const { t } = usePanelContext();
  return (
    <div class="field">
      <label for={id}>{t(label)}</label>
      <input
        id={id}
        data-testid={id}
        value={value}
        maxLength={length}
        inputMode={numeric ? "numeric" : "text"}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => change(event.currentTarget.value.toUpperCase())}
      />
    </div>
  );
}

export function ManualKey() {
  const { t, act } = usePanelContext();
  const [can, setCan] = useState("");
  const [mrz, setMrz] = useState({ documentNumber: "", dateOfBirth: "", dateOfExpiry: "" });
  const [problem, setProblem] = useState<MessageKey>();

  const use = (event: Event, key: CardKey, wrong: MessageKey) => {
    event.preventDefault();
    setProblem(isManualKey(key) ? undefined : wrong);
    if (!isManualKey(key)) return;
    setCan("");
    setMrz({ documentNumber: "", dateOfBirth: "", dateOfExpiry: "" });
    act(event, { type: "manualKey", key });
  };
  const part = (name: keyof typeof mrz) => ({ value: mrz[name], change: (value: string) => setMrz({ ...mrz, [name]: value }) });
  return (
    <details class="manual">
      <summary data-testid="manual">{t("manual_title")}</summary>
      <form class="manual-form" onSubmit={(event) => use(event, { can }, "manual_badCan")}>
        <Field id="manual-can" label="manual_can" length={6} value={can} change={setCan} />
        <button type="submit">{t("manual_useCan")}</button>
      </form>
      <form class="manual-form" onSubmit={(event) => use(event, { mrz }, "manual_badMrz")}>
        <p class="hint">{t("manual_mrz")}</p>
        <Field id="manual-document" label="manual_document" length={24} numeric={false} {...part("documentNumber")} />
        <div class="pair">
          <Field id="manual-birth" label="manual_birth" length={6} numeric={false} {...part("dateOfBirth")} />
          <Field id="manual-expiry" label="manual_expiry" length={6} {...part("dateOfExpiry")} />
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
