import type { MockActivity, MockEvents } from "./mock-controls.ts";

/** The content type of a stream. */
export const eventStreamType = "text/event-stream";

/** The bytes that may wait for a slow reader. Beyond them the stream ends. */
const maxWaitingBytes = 1_048_576;

/** The sources of a stream. */
export interface StreamSources {
  readonly events: Pick<MockEvents, "listen">;
  readonly activity: Pick<MockActivity, "listen">;
}

/**
 * Creates a stream of server-sent events: each event of the hub under its type, and with
 * `hasActivity` each activity under the name `activity`. The stream ends when the reader stops or
 * is too slow.
 */
export function createEventStream(
  { events, activity }: StreamSources,
  hasActivity: boolean,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let unlisten = (): void => {};
  const start = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
    const write = (text: string): void => {
      if ((controller.desiredSize ?? 0) <= 0) {
        unlisten();
        controller.close();
      } else controller.enqueue(encoder.encode(text));
    };
    const stopEvents = events.listen((event) =>
      write(`event: ${event.eventType}\nid: ${event.eventId}\ndata: ${JSON.stringify(event)}\n\n`),
    );
    const stopActivity = hasActivity
      ? activity.listen((each) => write(`event: activity\ndata: ${JSON.stringify(each)}\n\n`))
      : () => {};
    unlisten = () => {
      stopEvents();
      stopActivity();
    };
    // The first bytes confirm the connection to the reader.
    write(": connected\n\n");
  };
  const strategy = new ByteLengthQueuingStrategy({ highWaterMark: maxWaitingBytes });
  return new ReadableStream<Uint8Array>({ start, cancel: () => unlisten() }, strategy);
}
