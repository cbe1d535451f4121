// Where a keyboard scanner types. What is typed here goes to the native program and never to the page.
import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import { usePanelContext } from "../context";

interface ScanBoxProps {
  box: RefObject<HTMLTextAreaElement | null>;
  onPaste(event: Event): void;
}

export function ScanBox({ box, onPaste }: ScanBoxProps) {
  const { t, view } = usePanelContext();
  const wanted = view.identity.phase === "waitingForKey";
  useEffect(() => {
    if (wanted) box.current?.focus();
  }, [wanted]);
  return (
    <div class="scan">
      <label for="scan" class={wanted ? "" : "visually-hidden"}>
        {t("scan_label")}
      </label>
      <textarea
        id="scan"
        ref={box}
        rows={1}
        data-testid="scan"
        placeholder={t(wanted ? "scan_placeholder" : "scan_placeholderLater")}
        aria-describedby="scan-hint"
        autocomplete="off"
        spellcheck={false}
        onPaste={onPaste}
      />
      <p id="scan-hint" class={wanted ? "hint" : "visually-hidden"}>
        {t("scan_hint")}
      </p>
    </div>
  );
}
