// What is in force at this desk: the office's policy first, then the person's options, then what we ship.
import type { SensitiveField } from "../generated/citizen";
import type { Citation, ManagedPolicy, Paper, SignedProfiles } from "../generated/managed-policy";
import { shippedProfiles } from "../generated/profiles";
import type { SiteProfile } from "../generated/site-profile";
import { policyValidators } from "../generated/validator-tables";
import type { Language } from "./i18n";
import { shippedCitations, shippedPapers } from "./legal";
import { checkLocalProfiles, inTurn } from "./local-profiles";
import { httpsOrigin } from "./origins";
import { lintProfile } from "./profile-lint.mjs";
import { sensitiveFields } from "./sensitive";

export type Mode = "clerk" | "citizen";
export type PhotoRule = "never" | "onRequest" | "always";
export type PolicyKey = keyof ManagedPolicy;

/** What a person may choose in the options page; kept in storage.local. */
export interface Options {
  mode: Mode;
  language: "auto" | Language;
  allowedOrigins: string[];
  photo: PhotoRule;
  sensitiveFields: SensitiveField[];
  clerkAccount: string;
}

export interface Settings extends Options {
  timeouts: { citizenSeconds: number; portSeconds: number; lookupSeconds?: number; cardCommandSeconds?: number };
  allowBac?: boolean;
  weakAlgorithms?: "accept" | "refuse";
  papers: Paper[];
  citations: Citation[];
  profiles: SiteProfile[];
  /** Where the office's signed profiles come from; they go before all others. */
  profileSource?: ProfileSource;
  /** Those of `profiles` that were made or imported at this desk. */
  localProfiles: SiteProfile[];
  /** Whether pages may be taught and profiles imported at this desk. */
  allowTeaching: boolean;
  /** Keys the policy decides; the options page shows them locked. */
  locked: PolicyKey[];
  /** Keys of the policy that were dropped because their value is wrong. */
  invalidPolicyKeys: string[];
}

/** What the policy says of signed profiles. */
export interface ProfileSource {
  /** Ed25519 public key, Base64. */
  key: string;
  signed?: SignedProfiles;
  url?: string;
}

export const defaultOptions: Options = {
  mode: "clerk",
  language: "vi",
  allowedOrigins: [],
  photo: "onRequest",
  sensitiveFields: [],
  clerkAccount: "",
};
const defaultTimeouts = { citizenSeconds: 300, portSeconds: 30 };
interface CheckedPolicy {
  policy: ManagedPolicy;
  invalid: string[];
}

/** What holds where the office set a key that restricts and wrote it wrongly: a slip must not open what it meant to close. */
const strictest: Readonly<ManagedPolicy> = { allowedOrigins: [], photo: "never", sensitiveFields: [], allowBac: false, weakAlgorithms: "refuse", allowTeaching: false };

/** Drops every key with a wrong value, and only that; one that restricts becomes its strictest. */
export function checkPolicy(raw: { [key: string]: unknown }): CheckedPolicy {
  const policy: { [key: string]: unknown } = {};
  const invalid: string[] = [];
  for (const [key, value] of Object.entries(raw)) {
    const isValid = Object.hasOwn(policyValidators, key) ? (policyValidators[key as PolicyKey] as (value: unknown) => boolean) : undefined;
    if (isValid?.(value) !== true) {
      invalid.push(key);
      if (Object.hasOwn(strictest, key)) policy[key] = strictest[key as PolicyKey];
    } else if (key === "profiles" && (value as SiteProfile[]).some((profile) => lintProfile(profile).length > 0)) invalid.push(key);
    else policy[key] = value;
  }
  // Whoever sets a key wants only signed profiles; without it nothing says whose signature counts.
  const unusable = (policy.profileKey === undefined ? ["signedProfiles", "profilesUrl"] : ["profiles"]).filter((key) => key in policy);
  return { policy: Object.fromEntries(Object.entries(policy).filter(([key]) => !unusable.includes(key))), invalid: [...invalid, ...unusable] };
}

function profileSourceOf({ profileKey: key, signedProfiles: signed, profilesUrl: url }: ManagedPolicy): { profileSource?: ProfileSource } {
  if (key === undefined) return {};
  return { profileSource: { key, ...(signed === undefined ? {} : { signed }), ...(url === undefined ? {} : { url }) } };
}

/** Takes what is usable from stored options; anything else falls back to the default. */
export function checkOptions(raw: unknown): Options {
  const stored = (typeof raw === "object" && raw !== null ? raw : {}) as Partial<{ [K in keyof Options]: unknown }>;
  const oneOf = <T extends string>(value: unknown, allowed: readonly T[], fallback: T) => allowed.find((item) => item === value) ?? fallback;
  const list = (value: unknown) => (Array.isArray(value) ? value.filter((item) => typeof item === "string") : []);
  return {
    mode: oneOf(stored.mode, ["clerk", "citizen"], defaultOptions.mode),
    language: oneOf(stored.language, ["auto", "vi", "en"], defaultOptions.language),
    allowedOrigins: list(stored.allowedOrigins).filter((origin) => httpsOrigin(origin) === origin),
    photo: oneOf(stored.photo, ["never", "onRequest", "always"], defaultOptions.photo),
    sensitiveFields: sensitiveFields.filter((field) => list(stored.sensitiveFields).includes(field)),
    clerkAccount: typeof stored.clerkAccount === "string" ? stored.clerkAccount.slice(0, 128) : "",
  };
}

/** The settings in force, of what the office decides, the person has chosen and this desk was taught. */
export function mergeSettings(rawPolicy: { [key: string]: unknown }, rawOptions: unknown, rawProfiles?: unknown): Settings {
  const { policy, invalid } = checkPolicy(rawPolicy);
  const options = checkOptions(rawOptions);
  const allowTeaching = policy.allowTeaching ?? true;
  const localProfiles = allowTeaching ? inTurn(checkLocalProfiles(rawProfiles)) : [];
  return {
    mode: policy.mode ?? options.mode,
    language: options.language,
    allowedOrigins: policy.allowedOrigins ?? options.allowedOrigins,
    photo: policy.photo ?? options.photo,
    sensitiveFields: policy.sensitiveFields ?? options.sensitiveFields,
    clerkAccount: policy.clerkAccount ?? options.clerkAccount,
    timeouts: { ...defaultTimeouts, ...policy.timeouts },
    ...(policy.allowBac === undefined ? {} : { allowBac: policy.allowBac }),
    ...(policy.weakAlgorithms === undefined ? {} : { weakAlgorithms: policy.weakAlgorithms }),
    papers: policy.papers ?? shippedPapers,
    citations: policy.citations ?? shippedCitations,
    profiles: [...(policy.profiles ?? []), ...localProfiles, ...shippedProfiles],
    ...profileSourceOf(policy),
    localProfiles,
    allowTeaching,
    locked: Object.keys(policy) as PolicyKey[],
    invalidPolicyKeys: invalid,
  };
}
