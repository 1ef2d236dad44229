import type { LimitWatch } from "../ports/limits.ts";

/** The event streams of one mock that are open, within the limit `eventStreams`. */
export interface OpenStreams {
  /** Returns a stream that counts as open until it ends or its reader stops. */
  readonly track: (stream: ReadableStream<Uint8Array>) => ReadableStream<Uint8Array>;
  /** Whether no other stream may be opened. This counts the limit as reached. */
  readonly isFull: () => boolean;
}

/** Creates the counter of the open event streams. */
export function createOpenStreams({ max, reached }: LimitWatch): OpenStreams {
  let open = 0;
  return {
    track: (stream) => {
      open += 1;
      const reader = stream.getReader();
      const end = (): void => {
        open -= 1;
      };
      reader.closed.then(end, end);
      const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      };
      const cancel = (reason: unknown): Promise<void> => reader.cancel(reason);
      // Without a queue of its own, the bytes of a slow reader wait in the stream itself.
      return new ReadableStream({ pull, cancel }, { highWaterMark: 0 });
    },
    isFull: () => {
      if (open < max.eventStreams) return false;
      reached("eventStreams");
      return true;
    },
  };
}
