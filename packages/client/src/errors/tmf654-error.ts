import { maskText } from "./mask.ts";

/** One thing wrong with a message, from `errors` in the TMF error body. */
export interface Issue {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** The fields of a {@link Tmf654Error}. Only `message` is required. */
export interface Tmf654ErrorInit {
  readonly message: string;
  /** The operation id, such as `createTopupBalance`, or method and path for `client.http`. */
  readonly operation?: string | undefined;
  /** The HTTP status, if there is a response. */
  readonly status?: number | undefined;
  /** The TMF code: a number for an invalid message, or a camelCase name for a refused action. */
  readonly code?: string | undefined;
  /** The short reason from the server or from a failed action. */
  readonly reason?: string | undefined;
  /** The server's id for this request, from `X-Request-Id` or `X-Correlation-Id`. */
  readonly requestId?: string | undefined;
  /** The number of attempts; 0 if the client rejected the request before sending. */
  readonly attempts?: number | undefined;
  /** The idempotency key of the call, the same in every attempt. */
  readonly idempotencyKey?: string | undefined;
  /** The issues that the server or the client found. */
  readonly issues?: readonly Issue[] | undefined;
  /** The earlier action that this request duplicates, for the code `duplicateRequest`. */
  readonly duplicateOf?: { readonly id: string; readonly href: string } | undefined;
  /** The delay that the server requests, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /**
   * The first 200 characters of an unreadable response. Only the member names of JSON are kept,
   * because values may be vouchers, payments or phone numbers.
   */
  readonly snippet?: string | undefined;
  readonly cause?: unknown;
}

/**
 * The base class of all errors of this client. It has no request headers or bodies, so it is safe
 * to log.
 */
export class Tmf654Error extends Error implements Tmf654ErrorInit {
  override name = "Tmf654Error";
  /** Identifies the error across realms and package copies, where `instanceof` fails. */
  readonly tmf654 = true;
  declare readonly operation?: string;
  declare readonly status?: number;
  declare readonly code?: string;
  declare readonly reason?: string;
  declare readonly requestId?: string;
  declare readonly attempts: number;
  declare readonly idempotencyKey?: string;
  declare readonly issues?: readonly Issue[];
  declare readonly duplicateOf?: { readonly id: string; readonly href: string };
  declare readonly retryAfterMs?: number;
  declare readonly snippet?: string;

  constructor(init: Tmf654ErrorInit) {
    super(init.message);
    Object.assign(this, { attempts: 0 }, init);
  }

  /** Called by `JSON.stringify`, which otherwise omits the message of an error. */
  toJSON(): object {
    const { message, cause } = this;
    const isOwn = (cause as Partial<Tmf654Error> | undefined)?.tmf654;
    return { ...this, message, cause: isOwn ? cause : cause && maskText(String(cause)) };
  }
}
