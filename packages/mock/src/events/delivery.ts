/** One try to hand an event to a subscriber. */
export type Attempt = {
  /** By the mock's clock, epoch milliseconds. */
  readonly at: number;
  /** Status of the answer; absent when none came. */
  readonly status?: number;
  /** Why no answer came. */
  readonly error?: string;
};

/** An event on its way to one subscriber. */
export type Delivery = {
  readonly id: string;
  readonly listenerId: string;
  readonly callback: string;
  readonly eventId: string;
  readonly eventType: string;
  /** Events of one bucket keep their order. */
  readonly orderingKey: string;
  /** The bytes of every try. */
  readonly body: string;
  state: "waiting" | "sending" | "delivered" | "undelivered";
  readonly attempts: Attempt[];
};

/** What a try came to; the transport never throws. */
export type DeliveryResult = { readonly status: number } | { readonly error: string };

/** Posts one body to a callback. `signal` ends the wait for its answer. */
export type Transport = (
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
) => Promise<DeliveryResult>;

/** The way out through a `fetch`. A redirect is not followed: it may lead anywhere. */
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
      return { error: error instanceof Error ? error.message : String(error) };
    }
  };
}
