// Which pages may be touched: exact https origins, nothing else.

/** @returns the origin of an https address in the form of the allow-list, or undefined for any other text */
export function httpsOrigin(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  return url.protocol === "https:" && url.username === "" && url.password === "" ? url.origin : undefined;
}

/** What a person types in the options: an address or a bare host name. */
export function typedOrigin(text: string): string | undefined {
  const trimmed = text.trim();
  const origin = httpsOrigin(/^[a-z][a-z0-9+.-]*:/i.test(trimmed) && !/^[^/]*:\d+(\/|$)/.test(trimmed) ? trimmed : `https://${trimmed}`);
  return origin !== undefined && new URL(origin).hostname.includes(".") ? origin : undefined;
}

/** Whether the manifest itself already gives access to this origin. */
export function isStateOrigin(origin: string): boolean {
  const host = new URL(origin).hostname;
  return host === "gov.vn" || host.endsWith(".gov.vn");
}

/** The pattern by which a permission for an origin is asked for; patterns know no port. */
export function permissionPattern(origin: string): string {
  return `https://${new URL(origin).hostname}/*`;
}
