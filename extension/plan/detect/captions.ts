// "Căn cước công dân số … cấp ngày … tại …" behind a caption: the caption is the label of the first, the words between of the others.
import type { SnapshotField } from "../../shared/content-protocol";
import { readLabel } from "./label-parse";
import { senseOf } from "./meaning";

const ONE_FIELD: ReadonlySet<string> = new Set(["fullName", "idNumber", "oldIdNumber"]);

/** The controls, the first of a cluster with the cluster's caption for its label where it has none and those behind it have words of their own. */
export function withCaptions(controls: readonly SnapshotField[]): SnapshotField[] {
  return controls.map((control, at) => {
    const { shared, labels } = control;
    const next = controls[at + 1];
    const isFirst = shared !== undefined && controls[at - 1]?.shared !== shared && next?.shared === shared;
    if (!isFirst || labels.length > 0 || next.labels.length === 0 || isOfAll(shared)) return control;
    return { ...control, labels: [shared], labelSources: ["beside"] };
  });
}

/** An address before its parts, or a date before its three, is the caption of them all. */
function isOfAll(caption: string): boolean {
  const reading = readLabel(caption);
  if (reading.kind !== "known") return false;
  const sense = senseOf(reading.label);
  return sense.kind === "address" || sense.kind === "datePart" || (sense.kind === "meaning" && !ONE_FIELD.has(sense.key));
}
