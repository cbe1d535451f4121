// The three answers about the card, each with its reason. Unknown is calm: it is the usual case today.
import type { Verdicts } from "../../generated/verdicts";
import type { MessageKey } from "../../shared/i18n";
import { usePanelContext } from "../context";
import { Icon, type IconName } from "./icon";

const icons: { readonly [status: string]: IconName } = { yes: "check", no: "cross", unknown: "question" };
const kinds = ["data", "chip", "certificate"] as const;

function Verdict({ kind, verdicts }: { kind: (typeof kinds)[number]; verdicts: Verdicts }) {
  const { t } = usePanelContext();
  const { status, reason } = verdicts[kind];
  return (
    <li class={`verdict verdict-${status}`} data-testid={`verdict-${kind}`} data-status={status} data-reason={reason}>
      <details open={status === "no"}>
        <summary>
          <Icon name={icons[status] ?? "question"} ring />
          <span class="verdict-kind">{t(`verdict_${kind}`)}</span>
          <span class="verdict-status">{t(`verdictStatus_${kind}_${status}` as MessageKey)}</span>
        </summary>
        <p class="hint">{t(`verdictWhy_${kind}_${reason}` as MessageKey)}</p>
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
