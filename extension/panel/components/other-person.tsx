// The question after a scan of another person; its answers are in the action bar.
import { usePanelContext } from "../context";
import { groupedId } from "../format";
import { Icon } from "./icon";

export function OtherPerson() {
  const { t, view } = usePanelContext();
  const { asked, citizen } = view.identity;
  if (asked === undefined) return null;
  const other = [asked.fullName, asked.idNumber && groupedId(asked.idNumber)].filter((part) => part !== undefined);
  const open = citizen?.fullName?.value ?? (citizen?.idNumber && groupedId(citizen.idNumber.value));
  return (
    <div class="failure" role="alert" data-testid="other-person">
      <Icon name="alert" ring />
      <div>
        <p class="failure-text">{t("asked_title")}</p>
        <p data-testid="other-person-who">{other.join(" · ")}</p>
        <p>{open === undefined ? t("asked_hint") : t("asked_hintNamed", { name: open })}</p>
      </div>
    </div>
  );
}
