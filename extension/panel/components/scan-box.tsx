// Where a keyboard scanner types. What is typed here goes to the native program and never to the page.
import { useEffect, useRef } from "preact/hooks";
import { usePanelContext } from "../context";
import { pauseMs, scannedText, ScanBurst } from "../scan-burst";

export function ScanBox({ onEmptyEnter }: { onEmptyEnter(event: Event): void }) {
  const { t, view, act } = usePanelContext();
  const box = useRef<HTMLTextAreaElement>(null);
  const burst = useRef(new ScanBurst());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const wanted = view.identity.phase === "waitingForKey";
  useEffect(() => {
    if (wanted) box.current?.focus();
  }, [wanted]);

  const submit = (event: Event) => {
    clearTimeout(timer.current);
    burst.current.reset();
    const text = scannedText(box.current?.value ?? "");
    if (box.current !== null) box.current.value = "";
    if (text !== "") act(event, { type: "scan", text });
  };
  const key = (event: KeyboardEvent) => {
    const isEnter = event.key === "Enter";
    if (isEnter && scannedText(box.current?.value ?? "") === "") {
      event.preventDefault();
      onEmptyEnter(event);
      return;
    }
    burst.current.key(event.key, event.timeStamp);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      if (burst.current.isComplete()) submit(event);
    }, pauseMs);
  };
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
        onKeyDown={key}
        onPaste={(event) => (timer.current = setTimeout(() => submit(event), 0))}
      />
      <p id="scan-hint" class={wanted ? "hint" : "visually-hidden"}>
        {t("scan_hint")}
      </p>
    </div>
  );
}
