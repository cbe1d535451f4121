// Response headers of a careful portal.

const STRICT = ["default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'", "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-src 'self'", "frame-ancestors 'self'"];

// form.io compiles its templates with Function and writes style attributes.
const FORMIO = [...STRICT.filter((rule) => !rule.startsWith('script-src')), "script-src 'self' 'unsafe-eval'", "style-src-attr 'unsafe-inline'"];

/** Sets the headers that every page of a portal carries; the content policy only when the switch is on. */
export function setSecurityHeaders(response, portal, quirks) {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'same-origin');
  response.setHeader('Cache-Control', 'no-store');
  if (quirks.csp) response.setHeader('Content-Security-Policy', (portal === 'igate' ? FORMIO : STRICT).join('; '));
}
