/** The content type of a stream. */
export const eventStreamType = "text/event-stream";

/** The bytes that may wait for a slow reader. When more bytes wait, the stream ends. */
const maxWaitingBytes = 1_048_576;

/** Writes a text to a stream, or ends the stream when its reader is too slow. */
export type WriteText = (text: string) => void;

/** A message of a stream. */
export interface ServerSentMessage {
  readonly event: string;
  readonly id?: string;
  readonly data: unknown;
}

/** Formats a message with its data as JSON. */
export function formatMessage({ event, id, data }: ServerSentMessage): string {
  const lines = [`event: ${event}`, ...(id === undefined ? [] : [`id: ${id}`])];
  return `${lines.join("\n")}\ndata: ${JSON.stringify(data)}\n\n`;
}

/**
 * Creates a stream of server-sent events. `listen` is called at the start, and the function that it
 * returns is called when the reader stops or is too slow.
 */
export function createServerSentEvents(
  listen: (write: WriteText) => () => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let stop = (): void => {};
  const start = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
    const write: WriteText = (text) => {
      if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(text));
      else {
        stop();
        controller.close();
      }
    };
    stop = listen(write);
    // The first bytes confirm the connection to the reader.
    write(": connected\n\n");
  };
  const strategy = new ByteLengthQueuingStrategy({ highWaterMark: maxWaitingBytes });
  return new ReadableStream<Uint8Array>({ start, cancel: () => stop() }, strategy);
}
