import { defaultPlatform, parseDate } from "../platform/platform.ts";

/** The argument of a verifier: headers, and the body before parsing. */
export interface SignedMessage {
  readonly headers: { get(name: string): string | null };
  readonly body: string;
}

/** A function that decides whether a message is authentic and recent. */
export type EventVerifier = (message: SignedMessage) => boolean | Promise<boolean>;

/**
 * The options for signatures. The contract does not define signatures; agree on them with the
 * sender.
 */
export interface HmacOptions {
  /**
   * One secret or several. The first secret signs and each secret verifies, so that you can replace
   * a secret.
   */
  readonly secret: string | readonly string[];
  /** The header with the signature. Default: `X-Hub-Signature-256`, as in WebSub and the mock. */
  readonly header?: string | undefined;
  /**
   * Largest difference between the event's `eventTime` and now. The default is large, because
   * servers deliver late after an outage. An `eventTime` that is not a date is rejected; an event
   * without an `eventTime` is accepted. Default: 3600000.
   */
  readonly toleranceMs?: number | undefined;
  /** The current time in milliseconds since 1970. Default: the clock. */
  readonly now?: (() => number) | undefined;
}

const defaultHeader = "X-Hub-Signature-256";

async function computeHmac(secret: string, text: string): Promise<string> {
  const bytes = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const { subtle } = globalThis.crypto;
  const key = await subtle.importKey("raw", bytes.encode(secret), algorithm, false, ["sign"]);
  const digest = new Uint8Array(await subtle.sign("HMAC", key, bytes.encode(text)));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Returns the secrets. Without this check, a missing secret would be read as the text `null`. */
function secretsOf({ secret }: Pick<HmacOptions, "secret">): readonly [string, ...string[]] {
  const [firstSecret, ...others] = [secret].flat();
  const isUsable = (candidate: unknown): boolean =>
    typeof candidate === "string" && candidate !== "";
  if (firstSecret !== undefined && [firstSecret, ...others].every(isUsable))
    return [firstSecret, ...others];
  throw new TypeError("secret must be a text or an array of texts, none of them empty");
}

/** Whether two texts are equal, in constant time. */
function isEqualText(firstText: string, other: string): boolean {
  let difference = firstText.length ^ other.length;
  for (let at = 0; at < firstText.length; at += 1) {
    difference |= firstText.charCodeAt(at) ^ (other.charCodeAt(at) || 0);
  }
  return difference === 0;
}

/** Whether `eventTime` is close enough to now, or missing. */
function isRecent(body: string, now: number, toleranceMs: number): boolean {
  try {
    const { eventTime } = (JSON.parse(body) ?? {}) as { eventTime?: unknown };
    if (eventTime === undefined) return true;
    const at = typeof eventTime === "string" ? parseDate(eventTime) : Number.NaN;
    return Math.abs(now - at) <= toleranceMs;
  } catch {
    return false;
  }
}

/**
 * Creates a verifier that checks `sha256=<hex>`, the HMAC-SHA256 of the body, and the event's age.
 * @throws TypeError for a missing or empty secret.
 */
export function hmacVerifier(options: HmacOptions): EventVerifier {
  const { header = defaultHeader, toleranceMs = 3_600_000 } = options;
  const secrets = secretsOf(options);
  const now = options.now ?? defaultPlatform.now;
  return async ({ headers, body }) => {
    const signature = headers.get(header) ?? "";
    const expectedDigests = await Promise.all(secrets.map((one) => computeHmac(one, body)));
    const isSigned = expectedDigests.some((one) => isEqualText(`sha256=${one}`, signature));
    return isSigned && isRecent(body, now(), toleranceMs);
  };
}

/**
 * Creates the signature header that `hmacVerifier` accepts, for tests and senders.
 * @throws TypeError for a missing or empty secret.
 */
export async function signEvent(
  body: string,
  { secret, header = defaultHeader }: Pick<HmacOptions, "secret" | "header">,
): Promise<Record<string, string>> {
  const [firstSecret] = secretsOf({ secret });
  return { [header]: `sha256=${await computeHmac(firstSecret, body)}` };
}
