// Settings in force, kept current. Managed storage is empty for the first seconds of every browser start, so the last
// policy seen is kept and holds until the browser has said what the policy is now.
import { localProfilesKey } from "../shared/local-profiles";
import { mergeSettings, type Settings } from "../shared/settings";

const optionsKey = "options";
const policyKey = "lastPolicy";
const startedKey = "startedAt";
/** After this long an empty policy means that there is none. */
const policyDelayMs = 15_000;

type Policy = { [key: string]: unknown };

export class SettingsStore {
  #settings: Settings = mergeSettings({}, undefined);
  #options: unknown;
  #profiles: unknown;
  #policy: Policy = {};

  constructor(private readonly changed: () => void) {}

  get current(): Settings {
    return this.#settings;
  }

  /** Reads everything once and follows every later change. */
  async load(): Promise<void> {
    chrome.storage.onChanged.addListener((changes, area) => this.#follow(changes, area));
    const stored = await chrome.storage.local.get([optionsKey, policyKey, localProfilesKey]);
    this.#options = stored[optionsKey];
    this.#profiles = stored[localProfilesKey];
    this.#policy = (stored[policyKey] as Policy | undefined) ?? {};
    await this.#readPolicy();
    this.#merge();
  }

  async #readPolicy(): Promise<void> {
    const managed = await managedPolicy();
    const remaining = (await startedAt()) + policyDelayMs - Date.now();
    if (Object.keys(managed).length > 0 || remaining <= 0) await this.#usePolicy(managed);
    else setTimeout(() => void this.#readPolicy().then(() => this.#merge()), remaining);
  }

  async #usePolicy(policy: Policy): Promise<void> {
    this.#policy = policy;
    await chrome.storage.local.set({ [policyKey]: policy });
  }

  #follow(changes: { [key: string]: chrome.storage.StorageChange }, area: string): void {
    if (area === "managed") {
      void managedPolicy()
        .then((policy) => this.#usePolicy(policy))
        .then(() => this.#merge());
    } else if (area === "local" && (optionsKey in changes || localProfilesKey in changes)) {
      if (optionsKey in changes) this.#options = changes[optionsKey].newValue;
      if (localProfilesKey in changes) this.#profiles = changes[localProfilesKey].newValue;
      this.#merge();
    }
  }

  #merge(): void {
    this.#settings = mergeSettings(this.#policy, this.#options, this.#profiles);
    this.changed();
  }
}

/** Firefox refuses to answer where no policy is set. */
async function managedPolicy(): Promise<Policy> {
  try {
    return await chrome.storage.managed.get();
  } catch {
    return {};
  }
}

/** When this run of the browser first started us. */
async function startedAt(): Promise<number> {
  const stored = await chrome.storage.session.get(startedKey);
  const known: unknown = stored[startedKey];
  if (typeof known === "number") return known;
  const now = Date.now();
  await chrome.storage.session.set({ [startedKey]: now });
  return now;
}
