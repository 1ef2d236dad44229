import type { Control, Envelope } from "@tmf654/mock/control";

/** An item of the stream: the start of a connection, or something that happened in the mock. */
export type StreamItem =
  | { readonly kind: "connected" }
  | { readonly kind: "event"; readonly event: Envelope };

/** Opens the stream of the mock. */
export async function openActivity(
  control: Control,
  signal: AbortSignal,
): Promise<AsyncGenerator<StreamItem>> {
  return itemsOf(await control.events.stream({ signal }));
}

async function* itemsOf(events: AsyncGenerator<Envelope>): AsyncGenerator<StreamItem> {
  yield { kind: "connected" };
  for await (const event of events) yield { kind: "event", event };
}
