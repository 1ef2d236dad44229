import type { LimitWatch } from "../ports/limits.ts";

/** The event streams of one mock that are open, within the limit `eventStreams`. */
export interface OpenStreams {
  /** Returns a stream that counts as open until it ends or its reader stops. */
  readonly track: (stream: ReadableStream<Uint8Array>) => ReadableStream<Uint8Array>;
  /** Whether the limit of open streams is reached. If it is, the call adds a hit of the limit. */
  readonly isFull: () => boolean;
}

/** Creates the counter of the open event streams. */
export function createOpenStreams({ max, countReached }: LimitWatch): OpenStreams {
  let openCount = 0;
  return {
    track: (stream) => {
      openCount += 1;
      const reader = stream.getReader();
      const end = (): void => {
        openCount -= 1;
      };
      reader.closed.then(end, end);
      const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      };
      const cancel = (reason: unknown): Promise<void> => reader.cancel(reason);
      // This stream has no queue, so the bytes of a slow reader wait in the original stream.
      return new ReadableStream({ pull, cancel }, { highWaterMark: 0 });
    },
    isFull: () => {
      if (openCount < max.eventStreams) return false;
      countReached("eventStreams");
      return true;
    },
  };
}
