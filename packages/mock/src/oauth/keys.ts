/** The algorithm of the provider's signatures. */
export const algorithm = "ES256";

/** The key pair of a provider. */
export interface SigningKey {
  readonly id: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  /** The public key as a member of the key set. */
  readonly jwk: Readonly<Record<string, unknown>>;
}

/** Creates a random key pair. Its id comes from the key, so a new key has another id. */
export async function createSigningKey(): Promise<SigningKey> {
  const parameters = { name: "ECDSA", namedCurve: "P-256" };
  const { subtle } = crypto;
  const { privateKey, publicKey } = await subtle.generateKey(parameters, false, ["sign", "verify"]);
  const { kty, crv, x = "", y } = await subtle.exportKey("jwk", publicKey);
  const id = x.slice(0, 16);
  return {
    id,
    privateKey,
    publicKey,
    jwk: { kty, crv, x, y, kid: id, use: "sig", alg: algorithm },
  };
}
