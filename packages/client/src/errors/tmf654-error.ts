import { toText } from "./mask.ts";

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
  /** The HTTP status, if there was a response. */
  readonly status?: number | undefined;
  /** The TMF code: a number for an invalid message, or a camelCase name for a refusal. */
  readonly code?: string | undefined;
  /** The server's short reason, or the reason of a failed action. */
  readonly reason?: string | undefined;
  /** The server's id for this request, from `X-Request-Id` or `X-Correlation-Id`. */
  readonly requestId?: string | undefined;
  /** The number of attempts. 0: rejected before sending. */
  readonly attempts?: number | undefined;
  /** The idempotency key, the same for every attempt. */
  readonly idempotencyKey?: string | undefined;
  /** Every issue that the server listed. */
  readonly issues?: readonly Issue[] | undefined;
  /** The earlier action that this one duplicates, for `duplicateRequest`. */
  readonly duplicateOf?: { readonly id: string; readonly href: string } | undefined;
  /** The delay that the server asked for, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /**
   * The first 200 characters of a response that could not be read. JSON is reduced to its names,
   * because values may be vouchers, payments or phone numbers.
   */
  readonly snippet?: string | undefined;
  readonly cause?: unknown;
}

/**
 * The base class of all errors of this client. It holds no request headers or bodies, so it is safe
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

  /** For `JSON.stringify`, which leaves out the message of an error. */
  toJSON(): object {
    const { message, cause } = this;
    const isOwn = (cause as Partial<Tmf654Error> | undefined)?.tmf654;
    return { ...this, message, cause: isOwn ? cause : cause && toText(String(cause)) };
  }
}
