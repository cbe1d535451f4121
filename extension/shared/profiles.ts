// Which site profile fits a page.
import type { SiteProfile } from "../generated/site-profile";

function hostMatches(pattern: string, host: string): boolean {
  return pattern.startsWith("*.") ? host.endsWith(pattern.slice(1)) : host === pattern;
}

/**
 * The first profile, in the order given, that fits host and path. A citizen is never given a clerk's profile.
 * @param address the page's https address
 */
export function profileFor(address: string, mode: "clerk" | "citizen", profiles: readonly SiteProfile[]): SiteProfile | undefined {
  const { hostname, pathname } = new URL(address);
  const candidates = profiles.filter((profile) => mode === "clerk" || profile.audience === "citizen");
  return candidates.find((profile) =>
    profile.match.some(({ hosts, paths }) => hosts.some((host) => hostMatches(host, hostname)) && paths.some((path) => pathname.startsWith(path))),
  );
}
