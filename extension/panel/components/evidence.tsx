// Evidence of the card's read for the dossier: what became of it, and the file where it could not be put in.
import type { EvidenceState } from "../../background/reception/state";
import { saveText } from "../../shared/save-text";
import { usePanelContext } from "../context";
import { FailureBox } from "./failure";
import { Icon } from "./icon";

/** Its name says nothing of the person. */
const fileName = "cccd-bridge-evidence.json";

function isDone({ status, chipSigned }: EvidenceState): boolean {
  return status !== "failed" && chipSigned !== false;
}

export function Evidence() {
  const { t, view } = usePanelContext();
  const { evidence } = view.work;
  if (evidence === undefined) return null;
  const { status, chipSigned, text, failure } = evidence;
  const good = isDone(evidence);
  const waits = text !== undefined && status !== "writing";
  return (
    <section class="section" data-testid="evidence" data-status={status} aria-labelledby="evidence-title">
      <div class="section-head">
        <h2 id="evidence-title">{t("evidence_title")}</h2>
        <span class={`chip tone-${good ? "ok" : "attention"}`}>
          <Icon name={good ? "check" : "alert"} ring />
          {t(`evidenceStatus_${status}`)}
        </span>
      </div>
      <FailureBox failure={failure} />
      {chipSigned !== undefined && <p class="hint">{t(chipSigned ? "evidence_signed" : "evidence_unsigned")}</p>}
      {waits && (
        <div class="buttons">
          <button type="button" data-testid="evidence-download" onClick={() => saveText(fileName, text)}>
            {t("evidence_download")}
          </button>
        </div>
      )}
    </section>
  );
}
