import type { SiteProfile } from "../generated/site-profile";
export function lintProfile(profile: SiteProfile): string[];

/** Those values that stand more than once. */
export function duplicates(values: string[]): string[];
