// The three answers about the card, each with its reason. Unknown is calm: it is the usual case today.
import type { Verdicts } from "../../generated/verdicts";
import type { MessageKey } from "../../shared/i18n";
import { usePanelContext } from "../context";
import { Icon, type IconName } from "./icon";

const icons: { readonly [status: string]: IconName } = { yes: "check", no: "cross", unknown: "question" };
const kinds = ["data", "chip", "certificate"] as const;

function Verdict({ kind, verdicts }: { kind: (typeof kinds)[number]; verdicts: Verdicts }) {
  const { t } = usePanelContext();
  const verdict = verdicts[kind];
  const { status, reason } = verdict;
  const rule = "rule" in verdict ? verdict.rule : undefined;
  const warnings = "warnings" in verdict ? (verdict.warnings ?? []) : [];
  return (
    <li class={`verdict verdict-${status}`} data-testid={`verdict-${kind}`} data-status={status} data-reason={reason}>
      <details open={status === "no" || warnings.length > 0}>
        <summary>
          <Icon name={icons[status] ?? "question"} ring />
          <span class="verdict-kind">{t(`verdict_${kind}`)}</span>
          <span class="verdict-status">{t(`verdictStatus_${kind}_${status}` as MessageKey)}</span>
        </summary>
        <p class="hint">{t(`verdictWhy_${kind}_${reason}` as MessageKey)}</p>
        {warnings.map((warning) => (
          <p key={warning} class="hint" data-testid={`verdict-warning-${warning}`}>
            <Icon name="alert" /> {t(`verdictWarning_${warning}`)}
          </p>
        ))}
        {rule !== undefined && (
          <p class="hint" data-testid={`verdict-rule-${kind}`} data-rule={rule}>
            {t("verdict_rule", { rule: t(`verdictRule_${rule.replace(".", "_")}` as MessageKey) })}
          </p>
        )}
      </details>
    </li>
  );
}

export function VerdictList() {
  const { t, view } = usePanelContext();
  const { verdicts } = view.identity;
  if (verdicts === undefined) return null;
  return (
    <section class="section" aria-labelledby="verdicts-title">
      <h2 id="verdicts-title">{t("verdicts_title")}</h2>
      <ul class="verdicts">
        {kinds.map((kind) => (
          <Verdict key={kind} kind={kind} verdicts={verdicts} />
        ))}
      </ul>
    </section>
  );
}
