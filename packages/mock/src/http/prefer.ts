/** The preferences in a `Prefer` header. Unknown ones are ignored. */
export interface Preferences {
  readonly code?: number;
  readonly delayMs?: number;
  /** Whether the response lists the warnings about the request. */
  readonly warnings?: boolean;
}

/** The preferences of a request without `Prefer`. */
export const noPreferences: Preferences = {};
const longestDelayMs = 60_000;

/**
 * Reads `Prefer: code=503, delay=800, warnings`: an error status, milliseconds to wait, and whether
 * to list warnings.
 */
export function readPrefer(header: string | undefined): Preferences {
  if (header === undefined) return noPreferences;
  const code = /(?:^|[\s,;])code\s*=\s*"?(\d{3})"?(?=$|[\s,;])/i.exec(header)?.[1];
  const delay = /(?:^|[\s,;])delay\s*=\s*"?(\d{1,9})"?(?=$|[\s,;])/i.exec(header)?.[1];
  const status = Number(code);
  const warnings = /(?:^|[\s,;])warnings(?=$|[\s,;])/i.test(header);
  return {
    ...(status >= 400 && status <= 599 ? { code: status } : {}),
    ...(delay === undefined ? {} : { delayMs: Math.min(Number(delay), longestDelayMs) }),
    ...(warnings ? { warnings } : {}),
  };
}
