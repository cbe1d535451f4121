// Site profiles made or imported at this desk. They come from storage or from a file: both are checked as if a stranger had written them.
import type { SiteProfile } from "../generated/site-profile";
import { siteProfile } from "../generated/validators.mjs";
import { lintProfile } from "./profile-lint.mjs";

/** Name of the list in storage.local. */
export const localProfilesKey = "localProfiles";
export const mostLocalProfiles = 50;
/** Of one profile as JSON, in characters. */
export const longestProfile = 65_536;

/** Why a profile was not taken; the texts are `profiles_<reason>`. */
export type ProfileProblem = "notAProfile" | "tooLarge" | "tooMany" | "older";

function isUsable(value: unknown): value is SiteProfile {
  return siteProfile(value) && JSON.stringify(value).length <= longestProfile && lintProfile(value).length === 0;
}

/** What of a stored list is usable: valid by schema and linter, one of each id, at most `mostLocalProfiles`. */
export function checkLocalProfiles(raw: unknown): SiteProfile[] {
  if (!Array.isArray(raw)) return [];
  const usable = raw.slice(0, mostLocalProfiles).filter(isUsable);
  return usable.filter((profile, index) => usable.findIndex(({ id }) => id === profile.id) === index);
}

function longestPath({ match }: SiteProfile): number {
  return Math.max(...match.flatMap(({ paths }) => paths.map((path) => path.length)));
}

/** In the order in which they are tried on a page: the one for the narrower part of a portal first. */
export function inTurn(profiles: readonly SiteProfile[]): SiteProfile[] {
  return [...profiles].sort((one, other) => longestPath(other) - longestPath(one));
}

/** The list with a profile added, in the place of an older one of the same id; or why it is not. */
export function withProfile(list: readonly SiteProfile[], profile: SiteProfile): SiteProfile[] | ProfileProblem {
  if (JSON.stringify(profile).length > longestProfile) return "tooLarge";
  if (!isUsable(profile)) return "notAProfile";
  const before = list.find(({ id }) => id === profile.id);
  if (before !== undefined && before.version > profile.version) return "older";
  const others = list.filter(({ id }) => id !== profile.id);
  return others.length >= mostLocalProfiles ? "tooMany" : [...others, profile];
}

/** A profile out of a file's text. */
export function parseProfile(text: string): SiteProfile | ProfileProblem {
  if (text.length > longestProfile * 2) return "tooLarge";
  try {
    const { $schema: _, ...profile } = JSON.parse(text) as { [name: string]: unknown };
    return isUsable(profile) ? profile : "notAProfile";
  } catch {
    return "notAProfile";
  }
}

/** What goes into a file for the people who look after the portals' profiles. */
export function exportText(profile: SiteProfile): string {
  return `${JSON.stringify(profile, null, 2)}\n`;
}

/** `local-motcua-example-gov-vn` v3 → `local-motcua-example-gov-vn.v3.json` */
export function exportName({ id, version }: SiteProfile): string {
  return `${id}.v${version}.json`;
}
