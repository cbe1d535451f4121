// Profiles that the office signs: fetched or given by policy, checked in the host, never older than what was used before.
import type { ErrorCode } from "../generated/errors";
import type { SignedProfiles } from "../generated/managed-policy";
import type { SiteProfile } from "../generated/site-profile";
import { maximumEnvelope, parseBundle, parseEnvelope } from "../shared/profile-bundle";
import { codeOf } from "../shared/host-errors";
import type { ProfileSource } from "../shared/settings";

const storageKey = "signedProfiles";
const fetchTimeoutMs = 5000;
/** How long a fetched bundle is taken for the newest, and a server that did not answer is left alone. */
const freshMs = 6 * 3600_000;
const retryMs = 600_000;

/** What is kept of one key: the newest bundle used, and when the server was asked last. */
interface Kept {
  key: string;
  serial: number;
  envelope: SignedProfiles;
  fetchedAt?: number;
}

export interface SignedProfilesOptions {
  source(): ProfileSource | undefined;
  /** Asks the host whether the text is signed with the key. */
  verify(envelope: SignedProfiles, key: string): Promise<boolean>;
  fetch(url: string, options: RequestInit): Promise<Response>;
  now(): number;
  changed(): void;
}

interface Opened {
  envelope: SignedProfiles;
  serial: number;
  profiles: SiteProfile[];
}

export class OfficeProfiles {
  #profiles: SiteProfile[] = [];
  #failure: ErrorCode | undefined;
  /** The source that the profiles in force were made from, and their making. */
  #made: { source: string; done: Promise<void> } | undefined;
  #unreachableAt = -Infinity;

  constructor(private readonly options: SignedProfilesOptions) {}

  /** Checked profiles, the office's before all others. */
  get profiles(): readonly SiteProfile[] {
    return this.#profiles;
  }

  /** Why the newest ones are not in force. */
  get failure(): ErrorCode | undefined {
    return this.#failure;
  }

  /** Settles when the policy's source has been looked at; a source that failed is looked at again. Never rejects. */
  refresh(): Promise<void> {
    const source = this.options.source();
    const name = JSON.stringify(source ?? null);
    if (this.#made?.source === name && this.#failure === undefined) return this.#made.done;
    const done = this.#make(source);
    this.#made = { source: name, done };
    return done;
  }

  async #make(source: ProfileSource | undefined): Promise<void> {
    this.#profiles = [];
    this.#failure = undefined;
    if (source !== undefined) await this.#take(source).catch((error: unknown) => this.#fail(codeOf(error)));
    this.options.changed();
  }

  async #take(source: ProfileSource): Promise<void> {
    const kept = await keptFor(source.key);
    const floor = kept?.serial ?? 0;
    let newest = kept === undefined ? undefined : await this.#open(kept.envelope, source.key, floor);
    const consider = async (envelope: SignedProfiles | undefined): Promise<void> => {
      const opened = envelope === undefined ? undefined : await this.#open(envelope, source.key, floor);
      if (opened !== undefined && opened.serial > (newest?.serial ?? 0)) newest = opened;
    };
    await consider(source.signed);
    const isFresh = kept?.fetchedAt !== undefined && Math.abs(this.options.now() - kept.fetchedAt) < freshMs;
    const fetched = source.url === undefined || isFresh ? undefined : await this.#fetch(source.url);
    await consider(fetched);
    if (newest === undefined) return;
    this.#profiles = newest.profiles;
    const fetchedAt = fetched === undefined ? kept?.fetchedAt : this.options.now();
    await chrome.storage.local.set({ [storageKey]: { key: source.key, serial: newest.serial, envelope: newest.envelope, fetchedAt } });
  }

  /** A bundle that may be used; any other is said and left. */
  async #open(envelope: SignedProfiles, key: string, floor: number): Promise<Opened | undefined> {
    if (!(await this.options.verify(envelope, key))) return this.#fail("profile.signatureInvalid");
    const bundle = parseBundle(envelope.bundle);
    if (bundle === undefined) return this.#fail("profile.malformed");
    if (bundle.serial < floor) return this.#fail("profile.rolledBack");
    return { envelope, serial: bundle.serial, profiles: bundle.profiles };
  }

  async #fetch(url: string): Promise<SignedProfiles | undefined> {
    const now = this.options.now();
    const text = now - this.#unreachableAt < retryMs ? undefined : await this.#body(url).catch(() => undefined);
    if (text === undefined) {
      if (now - this.#unreachableAt >= retryMs) this.#unreachableAt = now;
      return this.#fail("profile.unreachable");
    }
    return parseEnvelope(text) ?? this.#fail("profile.malformed");
  }

  async #body(url: string): Promise<string | undefined> {
    const response = await this.options.fetch(url, { credentials: "omit", cache: "no-cache", redirect: "error", signal: AbortSignal.timeout(fetchTimeoutMs) });
    return response.ok ? boundedText(response) : undefined;
  }

  #fail(code: ErrorCode): undefined {
    this.#failure ??= code;
  }
}

async function keptFor(key: string): Promise<Kept | undefined> {
  const stored = await chrome.storage.local.get(storageKey);
  const kept = stored[storageKey] as Kept | undefined;
  return kept?.key === key ? kept : undefined;
}

/** The body, or nothing once it grows beyond what a bundle can need. */
async function boundedText(response: Response): Promise<string | undefined> {
  const reader = response.body?.getReader();
  if (reader === undefined) return undefined;
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
    if (text.length > maximumEnvelope) {
      void reader.cancel();
      return undefined;
    }
  }
}
