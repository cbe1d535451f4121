// The options page. What the office's policy decides is shown, locked.
import { useEffect } from "preact/hooks";
import type { SensitiveField } from "../generated/citizen";
import { languageOf, translator, type MessageKey, type Translate } from "../shared/i18n";
import { sensitiveFields } from "../shared/sensitive";
import type { PolicyKey } from "../shared/settings";
import { Origins } from "./origins";
import { Profiles } from "./profiles";
import { useOptions, type OptionsState } from "./store";

export interface PartProps extends OptionsState {
  t: Translate;
}

export function Legend({ t, text, locked }: { t: Translate; text: MessageKey; locked: boolean }) {
  return (
    <legend>
      {t(text)} {locked && <span class="chip">{t("options_locked")}</span>}
    </legend>
  );
}

interface ChoiceProps<T extends string> extends PartProps {
  name: PolicyKey | "language";
  title: MessageKey;
  value: T;
  items: readonly (readonly [T, MessageKey])[];
  choose(value: T): void;
}

function Choice<T extends string>({ t, name, title, value, items, choose, settings }: ChoiceProps<T>) {
  const locked = name !== "language" && settings.locked.includes(name);
  return (
    <fieldset disabled={locked}>
      <Legend t={t} text={title} locked={locked} />
      {items.map(([item, text]) => (
        <label key={item} class="tick">
          <input type="radio" name={name} value={item} checked={value === item} onChange={() => choose(item)} />
          {t(text)}
        </label>
      ))}
    </fieldset>
  );
}

function Sensitive({ t, settings, change }: PartProps) {
  const locked = settings.locked.includes("sensitiveFields");
  const toggle = (field: SensitiveField) => {
    const now = settings.sensitiveFields;
    return change({ sensitiveFields: now.includes(field) ? now.filter((other) => other !== field) : [...now, field] });
  };
  return (
    <fieldset disabled={locked}>
      <Legend t={t} text="options_sensitive" locked={locked} />
      {sensitiveFields.map((field) => (
        <label key={field} class="tick">
          <input type="checkbox" checked={settings.sensitiveFields.includes(field)} onChange={() => void toggle(field)} />
          {t(`field_${field}`)}
        </label>
      ))}
    </fieldset>
  );
}

function ClerkAccount({ t, settings, change }: PartProps) {
  const locked = settings.locked.includes("clerkAccount");
  return (
    <fieldset disabled={locked}>
      <Legend t={t} text="options_clerkAccount" locked={locked} />
      <input
        id="clerk-account"
        aria-label={t("options_clerkAccount")}
        value={settings.clerkAccount}
        maxLength={128}
        autocomplete="off"
        onChange={(event) => void change({ clerkAccount: event.currentTarget.value.trim() })}
      />
      <p class="hint">{t("options_clerkAccountHint")}</p>
    </fieldset>
  );
}

export function OptionsPage() {
  const state = useOptions();
  const language = languageOf(state?.settings.language ?? "vi", chrome.i18n.getUILanguage());
  const t = translator(language);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = t("options_title");
  });
  if (state === undefined) return null;
  const { settings, change } = state;
  const part = { ...state, t };
  return (
    <main class="options">
      <h1>{t("options_title")}</h1>
      <Choice
        {...part}
        name="mode"
        title="options_mode"
        value={settings.mode}
        items={[["clerk", "options_modeClerk"], ["citizen", "options_modeCitizen"]]}
        choose={(mode) => void change({ mode })}
      />
      <Origins {...part} />
      <Profiles {...part} />
      <Choice
        {...part}
        name="photo"
        title="options_photo"
        value={settings.photo}
        items={[["never", "options_photoNever"], ["onRequest", "options_photoOnRequest"], ["always", "options_photoAlways"]]}
        choose={(photo) => void change({ photo })}
      />
      <Sensitive {...part} />
      {settings.mode === "clerk" && <ClerkAccount {...part} />}
      <Choice
        {...part}
        name="language"
        title="options_language"
        value={settings.language}
        items={[["auto", "options_languageAuto"], ["vi", "options_languageVi"], ["en", "options_languageEn"]]}
        choose={(chosen) => void change({ language: chosen })}
      />
    </main>
  );
}
