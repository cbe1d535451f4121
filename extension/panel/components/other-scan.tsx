// A scan that was no card: what it is, why it may have gone wrong, and what to do instead.
import type { QrKind } from "../../generated/protocol";
import { usePanelContext } from "../context";

/** Codes of a card are no other scan; with them only the card is missing something. */
const cards: ReadonlySet<QrKind> = new Set(["cccd2021", "canCuoc2024", "idNumber"]);

export function OtherScan() {
  const { t, view } = usePanelContext();
  const { other, failure } = view.identity;
  if (failure?.code !== "qr.notACard" || other === undefined) return null;
  const { kind, warnings } = other;
  const own = kind === "vneid" && view.settings.mode === "citizen";
  const causes = new Set(warnings.flatMap(({ cause }) => cause ?? []));
  return (
    <div class="notice" data-testid="other-scan" data-kind={kind}>
      <p class="failure-text">{t(own ? "qrKind_vneidOwn" : `qrKind_${kind}`)}</p>
      {!own && !cards.has(kind) && <p>{t(`qrRemedy_${kind}` as Parameters<typeof t>[0])}</p>}
      {[...causes].map((cause) => (
        <p key={cause} data-cause={cause}>
          {t(`qrCause_${cause}`)}
        </p>
      ))}
    </div>
  );
}
