// Which mode a scanner should be in, and how it is put there: the makes that the host sees first, then every other.
import { scannerMakes, type ScannerMake, type SwitchMode } from "../../generated/scanner-quirks";
import { usePanelContext } from "../context";

const better: readonly SwitchMode[] = ["hidPos", "serial"];

function Make({ make: { name, switch: how } }: { make: ScannerMake }) {
  const { t, language } = usePanelContext();
  return (
    <>
      <dt>{name}</dt>
      {better.map((mode) => {
        const words = how[mode]?.[language];
        return words === undefined ? null : (
          <dd key={mode}>
            <strong>{t(mode === "hidPos" ? "scannerMode_hidPos" : "scannerMode_serial")}:</strong> {words}
          </dd>
        );
      })}
    </>
  );
}

export function ScannerHelp() {
  const { t, view } = usePanelContext();
  const seen = new Set((view.host.scanners ?? []).flatMap(({ quirk }) => quirk ?? []));
  const makes = [...scannerMakes].sort((one, other) => Number(seen.has(other.id)) - Number(seen.has(one.id)));
  return (
    <details class="shortcuts scanner-help" data-testid="scanner-help">
      <summary>{t("scannerHelp_title")}</summary>
      <ul>
        <li>{t("scannerHelp_keyboard")}</li>
        <li>{t("scannerHelp_better")}</li>
        <li>{t("scannerHelp_typing")}</li>
      </ul>
      <p>{t("scannerHelp_how")}</p>
      <dl>
        {makes.map((make) => (
          <Make key={make.id} make={make} />
        ))}
      </dl>
    </details>
  );
}
