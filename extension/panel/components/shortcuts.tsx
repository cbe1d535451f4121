import { usePanelContext } from "../context";

export function Shortcuts() {
  const { t, view } = usePanelContext();
  const clerk = view.settings.mode === "clerk";
  return (
    <details class="shortcuts">
      <summary>{t("shortcuts_title")}</summary>
      <ul>
        <li>{t("shortcuts_enter")}</li>
        <li>{t("shortcuts_escape")}</li>
        <li>{t("shortcuts_camera")}</li>
        <li>{t("shortcuts_undo")}</li>
        {clerk && <li>{t("shortcuts_lookup")}</li>}
        <li>{t("shortcuts_next")}</li>
        <li>{t("shortcuts_switch")}</li>
      </ul>
    </details>
  );
}
