/** One violation in a server's answer: the extension `errors` of the TMF error body. */
export interface Violation {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** What an error knows. Every field but `message` may be missing. */
export interface ErrorFacts {
  readonly message: string;
  /** The operation id, such as `createTopupBalance`, or method and path for `client.http`. */
  readonly operation?: string | undefined;
  /** HTTP status, when there was an answer. */
  readonly status?: number | undefined;
  /** The TMF code: a number as a string for a structural fault, camelCase for a refusal. */
  readonly code?: string | undefined;
  /** The server's short reason, or the reason of a failed action. */
  readonly reason?: string | undefined;
  /** The server's id of this request, from `X-Request-Id` or `X-Correlation-Id`. */
  readonly requestId?: string | undefined;
  /** How often the request was sent or tried to be sent. 0: refused before sending. */
  readonly attempts?: number | undefined;
  /** The `Idempotency-Key` sent, the same on every attempt. */
  readonly idempotencyKey?: string | undefined;
  /** Every violation the server named. */
  readonly errors?: readonly Violation[] | undefined;
  /** The action this one repeats, in a `duplicateRequest` refusal. */
  readonly duplicateOf?: { readonly id: string; readonly href: string } | undefined;
  /** Milliseconds the server asked to wait. */
  readonly retryAfterMs?: number | undefined;
  /**
   * The first 200 characters of an answer that was not understood. Of JSON the names alone, since
   * its values may be vouchers, payments and phone numbers.
   */
  readonly snippet?: string | undefined;
  readonly cause?: unknown;
}

/**
 * The base of everything a client throws. Holds facts about the call, never request headers or
 * bodies, so it can be logged as it is.
 */
export class Tmf654Error extends Error implements ErrorFacts {
  override name = "Tmf654Error";
  /** Marks the error across realms and duplicated packages, where `instanceof` fails. */
  readonly tmf654 = true;
  declare readonly operation?: string;
  declare readonly status?: number;
  declare readonly code?: string;
  declare readonly reason?: string;
  declare readonly requestId?: string;
  declare readonly attempts: number;
  declare readonly idempotencyKey?: string;
  declare readonly errors?: readonly Violation[];
  declare readonly duplicateOf?: { readonly id: string; readonly href: string };
  declare readonly retryAfterMs?: number;
  declare readonly snippet?: string;

  constructor(facts: ErrorFacts) {
    super(facts.message);
    Object.assign(this, { attempts: 0 }, facts);
  }
}
