import type { MockActivity, MockEvents } from "./mock-controls.ts";
import { createServerSentEvents, formatMessage } from "./server-sent-events.ts";

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
  return createServerSentEvents((write) => {
    const stopEvents = events.listen((event) =>
      write(formatMessage({ event: event.eventType, id: event.eventId, data: event })),
    );
    const stopActivity = hasActivity
      ? activity.listen((each) => write(formatMessage({ event: "activity", data: each })))
      : () => {};
    return () => {
      stopEvents();
      stopActivity();
    };
  });
}
