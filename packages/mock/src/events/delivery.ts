/** One attempt to deliver an event to a subscriber. */
export interface Attempt {
  /** The time by the mock's clock, in epoch milliseconds. */
  readonly at: number;
  /** Status of the response; absent without a response. */
  readonly status?: number;
  /** The reason for a missing response. */
  readonly error?: string;
}

/** The delivery of one event to one subscriber. */
export interface Delivery {
  readonly id: string;
  readonly listenerId: string;
  readonly callback: string;
  readonly eventId: string;
  readonly eventType: string;
  /** The id of the bucket. Deliveries with the same key keep their order. */
  readonly orderingKey: string;
  /** The body, the same in every attempt. */
  readonly body: string;
  state: "waiting" | "sending" | "delivered" | "undelivered";
  readonly attempts: Attempt[];
  /**
   * The instant of the next attempt by the mock's clock, in epoch milliseconds. `undefined` if it
   * need not wait.
   */
  dueAt?: number | undefined;
}

/** The state of a delivery after an attempt. */
export type AttemptedState = Exclude<Delivery["state"], "sending">;

/** The result of an attempt. A transport never throws. */
export type DeliveryResult = { readonly status: number } | { readonly error: string };

/** A function that posts a body to a callback. `signal` ends the wait for the response. */
export type Transport = (
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
) => Promise<DeliveryResult>;

/**
 * Creates a transport from a `fetch`. The transport does not follow redirects, which may lead to
 * any host.
 */
export function fetchTransport(
  fetch: (url: string, init: RequestInit) => Promise<Response>,
): Transport {
  return async (url, body, headers, signal) => {
    try {
      const response = await fetch(url, {
        method: "POST",
        body,
        headers: { "content-type": "application/json;charset=utf-8", ...headers },
        redirect: "manual",
        signal,
      });
      await response.body?.cancel();
      return { status: response.status };
    } catch (error) {
      return { error: errorText(error) };
    }
  };
}

/** Returns the error message, with the cause that Node.js adds to its message "fetch failed". */
function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause, message } = error;
  return cause instanceof Error && cause.message ? `${message}: ${cause.message}` : message;
}
