import type { SiteProfile } from "../generated/site-profile";
export function lintProfile(profile: SiteProfile): string[];
