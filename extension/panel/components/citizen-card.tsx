// The citizen, each field with where it comes from and whether it was verified.
import type { Citizen, FieldName } from "../../generated/citizen";
import { errorKey, remedyKey, type MessageKey, type Translate } from "../../shared/i18n";
import type { PanelIdentity } from "../../shared/panel-protocol";
import { usePanelContext } from "../context";
import { fieldOrder, groupedId, isExpired, shownValue } from "../format";
import { isRepaired, lostFields, openWarnings } from "../scan-warnings";
import { Icon } from "./icon";
import { Photo } from "./photo";

export function SourceMark({ name, citizen }: { name: FieldName; citizen: Citizen }) {
  const { t } = usePanelContext();
  const field = citizen[name];
  if (field === undefined) return null;
  const { source, verified, confirmedBy = [] } = field;
  const mark = t(verified ? "mark_verified" : "mark_unverified");
  const sources = confirmedBy.filter((other) => other !== "manual").map((other) => t(`source_${other}`));
  const marks = [...(sources.length === 0 ? [] : [t("mark_confirmed", { sources: sources.join(", ") })]), ...(confirmedBy.includes("manual") ? [t("mark_compared")] : [])];
  const confirmed = marks.map((text) => `, ${text}`).join("");
  return (
    <span class={`source ${verified ? "is-verified" : ""}`} data-source={source} data-verified={verified} title={`${t(`source_${source}`)}: ${mark}${confirmed}`}>
      {t(`origin_${source}`)}
      <Icon name={verified ? "check" : "open"} ring />
      <span class="visually-hidden">{`: ${mark}${confirmed}`}</span>
    </span>
  );
}

function RepairedMark() {
  const { t } = usePanelContext();
  return (
    <span class="source" data-repaired>
      {t("mark_repaired")}
    </span>
  );
}

/** A field that the scan has lost: its place is shown, so that nobody takes it for one the card does not have. */
function LostRow({ name }: { name: FieldName }) {
  const { t } = usePanelContext();
  return (
    <div class="row" data-testid={`lost-${name}`}>
      <dt>{t(`field_${name}`)}</dt>
      <dd class="lost">{t("value_lost")}</dd>
    </div>
  );
}

function Row({ name, citizen }: { name: FieldName; citizen: Citizen }) {
  const { t, view } = usePanelContext();
  return (
    <div class="row" data-testid={`citizen-${name}`}>
      <dt>{t(`field_${name}`)}</dt>
      <dd>
        <span class="value">{shownValue(name, citizen, t)}</span> <SourceMark name={name} citizen={citizen} />
        {isRepaired(view.identity.scan?.warnings ?? [], citizen, name) && <RepairedMark />}
        {name === "oldIdNumber" && <p class="hint">{t("qrNote_noPaperForOldNumber")}</p>}
      </dd>
    </div>
  );
}

function trustMark({ origin, verdicts, comparing }: PanelIdentity): { text: MessageKey; tone: string } {
  if (comparing) return { text: "citizen_comparing", tone: "idle" };
  if (origin === "qr") return { text: "citizen_qrOnly", tone: "attention" };
  return verdicts?.data.status === "yes" ? { text: "citizen_verified", tone: "ok" } : { text: "citizen_unverified", tone: "idle" };
}

/** A downgrade costs nothing of what was read; everything else is a part that is not there. */
function problemText(t: Translate, code: string, dataGroup: string | undefined): string {
  if (code === "card.downgraded") return `${t(errorKey(code))} ${t(remedyKey(code))}`;
  return dataGroup === undefined ? t("citizen_problemOther") : t("citizen_problem", { group: dataGroup });
}

function Problems() {
  const { t, view } = usePanelContext();
  const { problems, scan, citizen = {} } = view.identity;
  const warnings = openWarnings(scan?.warnings ?? [], citizen);
  const expired = isExpired(citizen, new Date());
  if (problems.length === 0 && warnings.length === 0 && !expired) return null;
  const causes = new Set(warnings.flatMap(({ cause }) => cause ?? []));
  return (
    <ul class="problems">
      {expired && <li data-testid="card-expired">{t("citizen_expired", { date: shownValue("expiryDate", citizen, t) })}</li>}
      {[...new Set(warnings.map(({ code }) => code))].map((code) => (
        <li key={code}>{t(`qrWarning_${code}`)}</li>
      ))}
      {[...causes].map((cause) => (
        <li key={cause} data-cause={cause}>{t(`qrCause_${cause}`)}</li>
      ))}
      {problems.map(({ code, dataGroup }) => (
        <li key={code + (dataGroup ?? "")}>
          {problemText(t, code, dataGroup)} <span class="code">{code}</span>
        </li>
      ))}
    </ul>
  );
}

export function CitizenCard() {
  const { t, view } = usePanelContext();
  const { citizen, photo } = view.identity;
  if (citizen === undefined) return null;
  const mark = trustMark(view.identity);
  const warnings = view.identity.scan?.warnings ?? [];
  const lost = lostFields(warnings, citizen);
  return (
    <section class="section citizen" data-testid="citizen" aria-labelledby="citizen-title">
      <div class="section-head">
        <h2 id="citizen-title">{t(view.settings.mode === "citizen" ? "citizen_titleOwn" : "citizen_title")}</h2>
        <span class={`chip tone-${mark.tone}`} data-testid="trust">
          {t(mark.text)}
        </span>
      </div>
      <div class="holder">
        <div class="holder-text">
          {citizen.fullName !== undefined && (
            <p class="name" data-testid="citizen-fullName">
              <span class="value">{citizen.fullName.value}</span> <SourceMark name="fullName" citizen={citizen} />
              {isRepaired(warnings, citizen, "fullName") && <RepairedMark />}
            </p>
          )}
          {citizen.idNumber !== undefined && (
            <p class="id-number" data-testid="citizen-idNumber">
              <span class="value">{groupedId(citizen.idNumber.value)}</span> <SourceMark name="idNumber" citizen={citizen} />
            </p>
          )}
        </div>
        {photo.status === "shown" && <Photo />}
      </div>
      {photo.status !== "shown" && <Photo />}
      <details open={view.work.phase === "idle"}>
        <summary class="hint">{t("citizen_details")}</summary>
        <dl class="rows">
          {lost.map((name) => (
            <LostRow key={name} name={name} />
          ))}
          {fieldOrder.filter((name) => citizen[name] !== undefined).map((name) => (
            <Row key={name} name={name} citizen={citizen} />
          ))}
        </dl>
      </details>
      <Problems />
    </section>
  );
}
