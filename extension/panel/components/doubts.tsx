// Texts of a scan that may be wrong: the person compares each with the card, corrects it, or has the chip read.
import { useEffect, useRef, useState } from "preact/hooks";
import type { FieldName } from "../../generated/citizen";
import { correctableFields, correction, type CorrectableField } from "../../shared/scan-doubt";
import { usePanelContext } from "../context";
import { groupedId, shownValue } from "../format";

function isCorrectable(name: FieldName): name is CorrectableField {
  return correctableFields.some((field) => field === name);
}

interface EditorProps {
  name: CorrectableField;
  value: string;
  close(): void;
}

/** The text as the card has it, typed by hand; it is asked for with what was scanned as a start. */
function Editor({ name, value, close }: EditorProps) {
  const { t, act } = usePanelContext();
  const input = useRef<HTMLInputElement>(null);
  const [isWrong, setWrong] = useState(false);
  useEffect(() => input.current?.focus(), []);
  const id = `doubt-input-${name}`;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const text = correction(input.current?.value);
    setWrong(text === undefined);
    if (text === undefined) return;
    close();
    act(event, { type: "fieldCorrected", field: name, text });
  };
  return (
    <form class="doubt-form" onSubmit={submit}>
      <label for={id}>{t("doubt_asOnCard", { field: t(`field_${name}`) })}</label>
      <input id={id} ref={input} data-testid={id} defaultValue={value} autocomplete="off" spellcheck={false} aria-invalid={isWrong} aria-describedby={isWrong ? `${id}-problem` : undefined} />
      {isWrong && (
        <p class="field-problem" role="alert" id={`${id}-problem`}>
          {t("doubt_bad")}
        </p>
      )}
      <div class="doubt-buttons">
        <button type="submit" data-testid={`doubt-use-${name}`}>
          {t("doubt_use")}
        </button>
        <button type="button" onClick={close}>
          {t("doubt_cancel")}
        </button>
      </div>
    </form>
  );
}

function Doubt({ name }: { name: FieldName }) {
  const { t, view, act } = usePanelContext();
  const [isOpen, setOpen] = useState(false);
  const { citizen = {} } = view.identity;
  const value = citizen[name]?.value;
  if (typeof value !== "string") return null;
  const of = <span class="visually-hidden">: {t(`field_${name}`)}</span>;
  return (
    <li class="doubt" data-testid={`doubt-${name}`}>
      <p class="doubt-name">{t(`field_${name}`)}</p>
      <p class="value">{name === "idNumber" ? groupedId(value) : shownValue(name, citizen, t)}</p>
      {isOpen && isCorrectable(name) ? (
        <Editor name={name} value={value} close={() => setOpen(false)} />
      ) : (
        <div class="doubt-buttons">
          <button type="button" data-testid={`doubt-yes-${name}`} onClick={(event) => act(event, { type: "fieldConfirmed", field: name, value })}>
            {t("doubt_yes")}
            {of}
          </button>
          {isCorrectable(name) ? (
            <button type="button" data-testid={`doubt-edit-${name}`} onClick={() => setOpen(true)}>
              {t("doubt_edit")}
              {of}
            </button>
          ) : (
            <span class="hint">{t("doubt_notCorrectable")}</span>
          )}
        </div>
      )}
    </li>
  );
}

/** After an answer the focus goes to the next question, so that the keyboard alone does it. */
function useNextFocus(count: number) {
  const list = useRef<HTMLUListElement>(null);
  const before = useRef(count);
  useEffect(() => {
    const isFocusLost = document.activeElement === null || document.activeElement === document.body;
    if (count < before.current && isFocusLost) list.current?.querySelector("button")?.focus();
    before.current = count;
  }, [count]);
  return list;
}

export function Doubts() {
  const { t, view } = usePanelContext();
  const { doubts } = view.identity;
  const list = useNextFocus(doubts.length);
  return (
    <div role="status">
      {doubts.length > 0 && (
        <section class="section doubts" data-testid="doubts" aria-labelledby="doubts-title">
          <h2 id="doubts-title">{t("doubt_title")}</h2>
          <p class="hint">{t(view.identity.phase === "complete" ? "doubt_hintRead" : "doubt_hint")}</p>
          <ul ref={list}>
            {doubts.map((name) => (
              <Doubt key={`${name} ${String(view.identity.citizen?.[name]?.value)}`} name={name} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
