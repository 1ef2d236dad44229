/** The HMAC of a text in hexadecimal digits, by the platform's own function, which pages have too. */
export async function hmac(secret: string, text: string): Promise<string> {
  const [keyBytes, bytes] = [secret, text].map((part) => new TextEncoder().encode(part));
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const { subtle } = globalThis.crypto;
  const key = await subtle.importKey("raw", keyBytes as BufferSource, algorithm, false, ["sign"]);
  const digest = new Uint8Array(await subtle.sign("HMAC", key, bytes as BufferSource));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
