import { usePanelContext } from "../context";
import { shownLabel } from "../format";

interface FieldLabelProps {
  fieldKey: string;
  label: string;
  /** By key, the host of the frame of another origin a field stands in. */
  frames?: Readonly<Record<string, string>> | undefined;
}

/** What the page calls a field, and the frame it stands in where that is another site's. */
export function FieldLabel({ fieldKey, label, frames = {} }: FieldLabelProps) {
  const { t } = usePanelContext();
  const host = Object.hasOwn(frames, fieldKey) ? frames[fieldKey] : undefined;
  return (
    <span class="plan-label">
      {shownLabel(label)}
      {host !== undefined && (
        <>
          {" "}
          <span class="source" data-testid={`frame-${fieldKey}`}>
            {t("preview_inFrame", { host })}
          </span>
        </>
      )}
    </span>
  );
}
