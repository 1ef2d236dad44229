import { defaultPlatform } from "../platform.ts";

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
  /** Default: `X-Signature`. */
  readonly header?: string;
  /** How old or how far ahead a signature may be. Default: 300000. */
  readonly toleranceMs?: number;
  /** Milliseconds since 1970. Default: the clock. */
  readonly now?: () => number;
}

const defaultHeader = "X-Signature";

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
    difference |= one.charCodeAt(at) ^ other.charCodeAt(at % (other.length || 1));
  }
  return difference === 0;
}

/** Checks `t=<seconds>,v1=<hex>`: HMAC-SHA256 of `<seconds>.<body>`. Old signatures are replays. */
export function hmacVerifier(options: HmacOptions): Verifier {
  const { secret, header = defaultHeader, toleranceMs = 300_000 } = options;
  const now = options.now ?? defaultPlatform.now;
  return async ({ headers, body }) => {
    const [, seconds, signature] = /^t=(\d+),v1=([\da-f]+)$/.exec(headers.get(header) ?? "") ?? [];
    if (!seconds || !signature) return false;
    if (Math.abs(now() - Number(seconds) * 1000) > toleranceMs) return false;
    return sameText(await hmac(secret, `${seconds}.${body}`), signature);
  };
}

/** The header that `hmacVerifier` accepts, for tests and for your own senders. */
export async function signEvent(
  body: string,
  options: HmacOptions,
): Promise<Record<string, string>> {
  const now = options.now ?? defaultPlatform.now;
  const seconds = Math.floor(now() / 1000);
  const signature = await hmac(options.secret, `${seconds}.${body}`);
  return { [options.header ?? defaultHeader]: `t=${seconds},v1=${signature}` };
}
