import { type JWTPayload, jwtVerify, SignJWT } from "jose";
import { algorithm, type SigningKey } from "./keys.ts";

/** The types of tokens in their headers; RFC 9068 defines `at+jwt` for access tokens. */
type TokenType = "at+jwt" | "rt+jwt";

/** The facts in a token of the mock's own provider. */
export interface OwnToken {
  readonly id: string;
  readonly client: string;
  readonly scopes: readonly string[];
  readonly audience: string;
  /** The id of the refresh token that this access token belongs to. */
  readonly grant?: string | undefined;
}

/** The state of a token that expired early, or was revoked. */
export type TokenEnd = "expired" | "revoked";

/**
 * The tokens of one mock. Tokens are signed texts, so the mock stores only which of them
 * expired early or were revoked.
 */
export interface OwnTokens {
  /** Returns an id that no token of the key has. */
  readonly nextId: () => string;
  readonly sign: (type: TokenType, token: OwnToken & TokenTerms) => Promise<string>;
  /** Reads a token. Rejects with an error of `jose` for an invalid one. */
  readonly read: (
    text: string,
    expected: { readonly type?: TokenType; readonly audience?: string },
  ) => Promise<OwnToken>;
  readonly end: (id: string, tokenEnd: TokenEnd) => void;
  readonly endOf: (token: OwnToken) => TokenEnd | undefined;
}

interface TokenTerms {
  readonly issuer: string;
  readonly seconds: number;
}

/** The maximum number of tokens whose early end is stored. The oldest ones are removed. */
const maxEnds = 10_000;

/** Creates the tokens of a key. They expire by the mock's clock. */
export function createOwnTokens(key: SigningKey, now: () => number): OwnTokens {
  const ends = new Map<string, TokenEnd>();
  let count = 0;
  return {
    nextId: () => {
      count += 1;
      return String(count);
    },
    sign: (type, { id, client, scopes, audience, grant, issuer, seconds }) => {
      const issuedAt = Math.floor(now() / 1000);
      return new SignJWT({ client_id: client, scope: scopes.join(" "), ...(grant && { grant }) })
        .setProtectedHeader({ alg: algorithm, typ: type, kid: key.id })
        .setIssuer(issuer)
        .setSubject(client)
        .setAudience(audience)
        .setJti(id)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + seconds)
        .sign(key.privateKey);
    },
    read: async (text, { type, audience }) => {
      const { payload } = await jwtVerify(text, key.publicKey, {
        algorithms: [algorithm],
        currentDate: new Date(now()),
        ...(type !== undefined && { typ: type }),
        ...(audience !== undefined && { audience }),
      });
      return tokenOf(payload);
    },
    end: (id, tokenEnd) => {
      ends.set(id, tokenEnd);
      for (const oldestId of ends.keys()) {
        if (ends.size <= maxEnds) return;
        ends.delete(oldestId);
      }
    },
    endOf: ({ id, grant }) => ends.get(id) ?? (grant === undefined ? undefined : ends.get(grant)),
  };
}

/** Only the mock has the key, so the claims have their types. */
function tokenOf(payload: JWTPayload): OwnToken {
  const {
    jti = "",
    sub = "",
    scope,
    aud,
    grant,
  } = payload as JWTPayload & {
    readonly scope: string;
    readonly grant?: string;
  };
  return { id: jti, client: sub, scopes: scope.split(" "), audience: String(aud), grant };
}
