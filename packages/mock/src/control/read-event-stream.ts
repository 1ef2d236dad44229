/** A message of a stream of server-sent events. */
export interface StreamMessage {
  readonly event: string;
  readonly data: string;
}

/** Reads the messages of a stream of server-sent events. Comments and ids are left out. */
export async function* readEventStream(
  stream: ReadableStream<Uint8Array>,
): AsyncGenerator<StreamMessage> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let waiting = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = `${waiting}${decoder.decode(value, { stream: true })}`.split("\n\n");
      waiting = blocks.pop() ?? "";
      for (const block of blocks) {
        const lines = block.split("\n");
        const data = fieldOf(lines, "data");
        if (data !== "") yield { event: fieldOf(lines, "event"), data };
      }
    }
  } finally {
    await reader.cancel();
  }
}

function fieldOf(lines: readonly string[], name: string): string {
  const prefix = `${name}: `;
  const values = lines.filter((line) => line.startsWith(prefix));
  return values.map((line) => line.slice(prefix.length)).join("\n");
}
