/**
 * The header with the id of an event, in lower case. Only deliveries have it, so a request with
 * this header is never trusted as a request from this machine.
 */
export const deliveryMark = "x-event-id";

/** The header with the signature of a delivery. */
export const signatureHeader = "X-Hub-Signature-256";

/** Returns `sha256=` and the hexadecimal HMAC-SHA-256 of a body. */
export async function sign(body: string, secret: string): Promise<string> {
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey(
    "raw",
    encoder.encode(secret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  const bytes = new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(body)));
  return `sha256=${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
