import type { Fill, FillReport } from "../../background/reception/state";
import type { FieldOutcome } from "../../shared/content-protocol";
import { errorKey, remedyKey } from "../../shared/i18n";
import { usePanelContext } from "../context";
import { shownStep } from "../format";
import { FieldLabel } from "./field-label";
import { Icon, type IconName } from "./icon";

const icons: { readonly [O in FieldOutcome]: IconName } = { filled: "check", alreadyRight: "check", refused: "cross", changedByPage: "alert", undone: "undo", kept: "alert" };
/** What needs a person's eye comes first. */
const order: readonly FieldOutcome[] = ["refused", "kept", "changedByPage", "filled", "alreadyRight", "undone"];

/** What became of one field. */
export function ReportRow({ report, frames }: { report: FillReport; frames?: Fill["frames"] }) {
  const { t } = usePanelContext();
  const { key, label, outcome, error, reason, shown, byHand } = report;
  const isOnPage = outcome === "changedByPage" || outcome === "kept";
  const needsLook = outcome === "refused" || isOnPage;
  return (
    <li class={`report report-${outcome}`} data-testid={`report-${key}`} data-outcome={outcome}>
      <Icon name={icons[outcome]} ring />
      <FieldLabel fieldKey={key} label={label} frames={frames} />
      <span class="outcome">{t(`outcome_${outcome}`)}</span>
      {byHand === true && (
        <p class="reason" data-testid={`report-by-hand-${key}`}>
          {t("result_byHand")}
        </p>
      )}
      {needsLook && error !== undefined && (
        <p class="reason">
          {t(errorKey(error))} {t(remedyKey(error))} <span class="code">{error}</span>
        </p>
      )}
      {reason !== undefined && (
        <p class="reason" data-reason={reason}>
          {t(`refusal_${reason}`)}
        </p>
      )}
      {reason === "otherValue" && shown !== undefined && <p class="reason">{t("result_holds", { shown: shownStep(shown) })}</p>}
      {isOnPage && shown !== undefined && <p class="reason">{t("result_shown", { shown: shownStep(shown) })}</p>}
    </li>
  );
}

/** What became of every field. */
export function Result() {
  const { t, view } = usePanelContext();
  const { fill } = view.work;
  if (fill === undefined) return null;
  const reports = [...fill.reports].sort((one, other) => order.indexOf(one.outcome) - order.indexOf(other.outcome));
  const good = reports.every(({ outcome }) => outcome === "filled" || outcome === "alreadyRight");
  return (
    <section class="section" data-testid="result" aria-labelledby="result-title">
      <details open={!good || view.work.phase === "filled"}>
        <summary>
          <h2 id="result-title">
            {t("result_title")} <span class="count">{reports.length}</span>
          </h2>
        </summary>
        {reports.length === 0 && <p>{t("result_noReports")}</p>}
        <ul class="reports">
          {reports.map((report) => (
            <ReportRow key={report.key} report={report} frames={fill.frames} />
          ))}
        </ul>
      </details>
    </section>
  );
}
