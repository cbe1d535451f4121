// The profiles that were made or imported at this desk: look, hand on to others, take in, take away.
import { useRef, useState } from "preact/hooks";
import type { SiteProfile } from "../generated/site-profile";
import type { MessageKey } from "../shared/i18n";
import { saveText } from "../shared/save-text";
import { checkLocalProfiles, exportName, exportText, localProfilesKey, longestProfile, parseProfile, withProfile } from "../shared/local-profiles";
import { Legend, type PartProps } from "./page";

async function stored(): Promise<SiteProfile[]> {
  return checkLocalProfiles((await chrome.storage.local.get(localProfilesKey))[localProfilesKey]);
}

async function keep(profiles: readonly SiteProfile[]): Promise<void> {
  await chrome.storage.local.set({ [localProfilesKey]: profiles });
}

/** @returns why the file was not taken; nothing when it was */
async function takeIn(file: File): Promise<MessageKey | undefined> {
  // A character takes four bytes at most.
  const profile = file.size > longestProfile * 8 ? "tooLarge" : parseProfile(await file.text());
  if (typeof profile === "string") return `profiles_${profile}`;
  const list = withProfile(await stored(), profile);
  if (typeof list === "string") return `profiles_${list}`;
  await keep(list);
  return undefined;
}

function Item({ t, settings, profile }: PartProps & { profile: SiteProfile }) {
  const title = profile.title[settings.language === "en" ? "en" : "vi"];
  const places = profile.match.flatMap(({ hosts, paths }) => hosts.flatMap((host) => paths.map((path) => host + path)));
  const remove = async () => keep((await stored()).filter(({ id }) => id !== profile.id));
  return (
    <li data-testid={`profile-${profile.id}`}>
      <div>
        <strong>{title}</strong>
        <p class="hint">{t("profiles_about", { version: profile.version, date: profile.provenance.date, count: profile.fields.length })}</p>
        <p class="hint">{places.join(", ")}</p>
        <p class="hint">{profile.provenance.source}</p>
      </div>
      <div class="buttons">
        <button type="button" aria-label={t("profiles_exportOf", { title })} onClick={() => saveText(exportName(profile), exportText(profile))}>
          {t("profiles_export")}
        </button>
        <button type="button" aria-label={t("profiles_removeOf", { title })} onClick={() => void remove()}>
          {t("profiles_remove")}
        </button>
      </div>
    </li>
  );
}

export function Profiles(part: PartProps) {
  const { t, settings } = part;
  const box = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<MessageKey>();
  const isForbidden = !settings.allowTeaching;
  const take = async (input: HTMLInputElement) => {
    const file = input.files?.[0];
    if (file === undefined) return;
    setProblem(await takeIn(file));
    input.value = "";
  };
  return (
    <fieldset disabled={isForbidden} data-testid="profiles">
      <Legend t={t} text="profiles_title" locked={isForbidden} />
      <p class="hint">{t("profiles_hint")}</p>
      {settings.localProfiles.length === 0 && <p>{t("profiles_none")}</p>}
      <ul class="profiles">
        {settings.localProfiles.map((profile) => (
          <Item key={profile.id} {...part} profile={profile} />
        ))}
      </ul>
      <label for="profile-file">{t("profiles_import")}</label>
      <input id="profile-file" ref={box} type="file" accept="application/json,.json" onChange={(event) => void take(event.currentTarget)} />
      {problem !== undefined && (
        <p class="field-problem" role="alert" data-problem={problem}>
          {t(problem)}
        </p>
      )}
    </fieldset>
  );
}
