// What the portal's own lookup said, how it compares with the card, and the record of it in the dossier.
import type { LookupOutcome, RecordState } from "../../background/reception/state";
import type { Difference } from "../../generated/protocol";
import { usePanelContext } from "../context";
import { shownValue } from "../format";
import { FailureBox } from "./failure";
import { Icon } from "./icon";

function DifferenceRow({ difference, lookup }: { difference: Difference; lookup: LookupOutcome }) {
  const { t, view } = usePanelContext();
  const { field, severity, reason } = difference;
  return (
    <li class={`difference severity-${severity}`} data-testid={`difference-${field}`}>
      <p>
        <span class="plan-label">{t(`field_${field}`)}</span> <span class="outcome">{`${t(`severity_${severity}`)}: ${t(`difference_${reason}`)}`}</span>
      </p>
      <dl class="sides">
        <dt>{t("lookup_card")}</dt>
        <dd>{shownValue(field, view.identity.citizen ?? {}, t)}</dd>
        <dt>{t("lookup_returned")}</dt>
        <dd>{shownValue(field, lookup.returned, t)}</dd>
      </dl>
    </li>
  );
}

function Comparison({ lookup }: { lookup: LookupOutcome }) {
  const { t } = usePanelContext();
  if (lookup.differences.length > 0) {
    return (
      <>
        <h3>{t("lookup_differences")}</h3>
        <ul class="differences">
          {lookup.differences.map((difference) => (
            <DifferenceRow key={difference.field} difference={difference} lookup={lookup} />
          ))}
        </ul>
      </>
    );
  }
  if (lookup.meaning !== "match") return null;
  return <p class="hint">{t(lookup.samePerson === "yes" ? "lookup_same" : "lookup_notCompared")}</p>;
}

export function Lookup() {
  const { t, view } = usePanelContext();
  const { lookup } = view.work;
  if (lookup === undefined) return null;
  const good = lookup.meaning === "match" && lookup.samePerson !== "no";
  return (
    <section class="section" data-testid="lookup" data-meaning={lookup.meaning} aria-labelledby="lookup-title">
      <div class="section-head">
        <h2 id="lookup-title">{t("lookup_title")}</h2>
        <span class={`chip tone-${good ? "ok" : "attention"}`}>
          <Icon name={good ? "check" : "alert"} ring />
          {t(`lookup_${lookup.meaning}`)}
        </span>
      </div>
      {lookup.answer !== undefined && (
        <p>
          {t("lookup_message")}: <q data-testid="lookup-message">{lookup.answer.message}</q>
        </p>
      )}
      <FailureBox failure={lookup.failure} />
      <Comparison lookup={lookup} />
    </section>
  );
}

function CopyAndConfirm({ record }: { record: RecordState }) {
  const { t, act } = usePanelContext();
  return (
    <div class="buttons">
      <button type="button" onClick={() => void navigator.clipboard.writeText(record.text)}>
        {t("recordView_copy")}
      </button>
      <button type="button" data-testid="record-copied" onClick={(event) => act(event, { type: "recordCopied" })}>
        {t("recordView_copied")}
      </button>
    </div>
  );
}

export function Record() {
  const { t, view } = usePanelContext();
  const { record } = view.work;
  if (record === undefined) return null;
  const failed = record.status === "failed";
  return (
    <section class="section" data-testid="record" data-status={record.status} aria-labelledby="record-title">
      <div class="section-head">
        <h2 id="record-title">{t("recordView_title")}</h2>
        <span class={`chip tone-${failed ? "attention" : "ok"}`}>
          <Icon name={failed ? "alert" : "check"} ring />
          {t(`recordStatus_${record.status}`)}
        </span>
      </div>
      <FailureBox failure={record.failure} />
      <details open={failed}>
        <summary>{t("recordView_show")}</summary>
        <p class="record-text" data-testid="record-text">
          {record.text}
        </p>
      </details>
      {failed && <CopyAndConfirm record={record} />}
    </section>
  );
}

/** Papers that may be asked for instead: only there once a failed lookup is on record. */
export function Papers() {
  const { t, view, language } = usePanelContext();
  const { papers } = view;
  if (papers === undefined) return null;
  const bases = [...new Set(papers.map(({ citation }) => citation.text[language]))];
  return (
    <section class="section" data-testid="papers" aria-labelledby="papers-title">
      <h2 id="papers-title">{t("papers_title")}</h2>
      <p>{t(papers.length === 0 ? "papers_none" : "papers_intro")}</p>
      <ul class="papers">
        {papers.map(({ paper }) => (
          <li key={paper.id}>{paper.name[language]}</li>
        ))}
      </ul>
      {bases.map((basis) => (
        <p key={basis} class="hint">
          {t("papers_basis", { citation: basis })}
        </p>
      ))}
    </section>
  );
}
