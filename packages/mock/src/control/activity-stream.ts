import { systemTimers } from "../clock/timers.ts";
import type { Activity } from "../ports/activity.ts";
import type { MockActivity } from "./mock-controls.ts";
import { createServerSentEvents, formatMessage } from "./server-sent-events.ts";

/** The number of requests and commands that a stream did not send, because there were too many. */
export interface SkippedActivities {
  readonly kind: "skipped";
  readonly count: number;
}

/** A message of the stream of activities. */
export type StreamedActivity = Activity | SkippedActivities;

/** The real milliseconds between two chunks. */
const chunkMs = 100;
/**
 * The maximum number of requests and commands in one chunk. Further ones are only counted, to
 * reduce the work of a busy server.
 */
const maxInChunk = 20;
/**
 * Creates a stream of server-sent events with each activity. Activities of a tenth of a second are
 * sent together. The stream sends the first requests of that time, and the number of the other
 * requests.
 */
export function createActivityStream(
  { listen }: Pick<MockActivity, "listen">,
  { after } = systemTimers,
): ReadableStream<Uint8Array> {
  return createServerSentEvents((write) => {
    const chunk = { text: "", sent: 0, skipped: 0 };
    let cancelTimer: (() => void) | undefined;
    const flush = (): void => {
      cancelTimer = undefined;
      const { text, skipped } = chunk;
      if (text === "") return;
      const skippedMessage = skipped > 0 ? messageOf({ kind: "skipped", count: skipped }) : "";
      Object.assign(chunk, { text: "", sent: 0, skipped: 0 });
      cancelTimer = after(chunkMs, flush);
      write(text + skippedMessage);
    };
    const unlisten = listen((activity) => {
      const isFrequent = activity.kind === "request" || activity.kind === "command";
      if (isFrequent && chunk.sent >= maxInChunk) {
        chunk.skipped += 1;
        return;
      }
      chunk.sent += 1;
      chunk.text += messageOf(activity);
      // The first activity after a pause is sent at once.
      if (!cancelTimer) flush();
    });
    return () => {
      unlisten();
      cancelTimer?.();
    };
  });
}

function messageOf(activity: StreamedActivity): string {
  return formatMessage({ event: "activity", data: activity });
}
