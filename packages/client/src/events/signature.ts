import { defaultPlatform, parseDate } from "../platform.ts";

/** What a verifier sees: the raw body, before it is parsed. */
export interface SignedMessage {
  readonly headers: { get(name: string): string | null };
  readonly body: string;
}

/** Is the message from whom it says, and recent? */
export type Verifier = (message: SignedMessage) => boolean | Promise<boolean>;

/** How messages are signed. The contract says nothing of it: agree with whoever sends. */
export interface HmacOptions {
  readonly secret: string;
  /** Default: `X-Hub-Signature-256`, as WebSub and the reference mock have it. */
  readonly header?: string;
  /**
   * How far the event's own `eventTime`, which is signed with the rest, may be from now. Servers
   * deliver late, after outages, so it is wide. An `eventTime` that is no date is refused; an event
   * without one is not held to the window. Default: 3600000.
   */
  readonly toleranceMs?: number;
  /** Milliseconds since 1970. Default: the clock. */
  readonly now?: () => number;
}

const defaultHeader = "X-Hub-Signature-256";

async function hmac(secret: string, text: string): Promise<string> {
  const bytes = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const { subtle } = globalThis.crypto;
  const key = await subtle.importKey("raw", bytes.encode(secret), algorithm, false, ["sign"]);
  const digest = new Uint8Array(await subtle.sign("HMAC", key, bytes.encode(text)));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Compares in a time that does not depend on where the texts differ. */
function sameText(one: string, other: string): boolean {
  let difference = one.length ^ other.length;
  for (let at = 0; at < one.length; at += 1) {
    difference |= one.charCodeAt(at) ^ (other.charCodeAt(at) || 0);
  }
  return difference === 0;
}

/** Is the event's own time near enough? An event without one is; one that cannot be read is not. */
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

/** Checks `sha256=<hex>`, the HMAC-SHA256 of the body, and the age of the event it signs. */
export function hmacVerifier(options: HmacOptions): Verifier {
  const { secret, header = defaultHeader, toleranceMs = 3_600_000 } = options;
  const now = options.now ?? defaultPlatform.now;
  return async ({ headers, body }) => {
    const signature = headers.get(header) ?? "";
    if (!sameText(`sha256=${await hmac(secret, body)}`, signature)) return false;
    return isRecent(body, now(), toleranceMs);
  };
}

/** The header that `hmacVerifier` accepts, for tests and for your own senders. */
export async function signEvent(
  body: string,
  { secret, header = defaultHeader }: Pick<HmacOptions, "secret" | "header">,
): Promise<Record<string, string>> {
  return { [header]: `sha256=${await hmac(secret, body)}` };
}
