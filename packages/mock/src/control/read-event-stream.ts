const prefix = "data: ";

/** Reads the data of each message of a stream of server-sent events. */
export async function* readEventStream(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let incompleteBlock = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = `${incompleteBlock}${decoder.decode(value, { stream: true })}`.split("\n\n");
      incompleteBlock = blocks.pop() ?? "";
      for (const block of blocks) {
        const data = dataOf(block);
        // A comment has no data.
        if (data !== "") yield data;
      }
    }
  } finally {
    await reader.cancel();
  }
}

function dataOf(block: string): string {
  const lines = block.split("\n").filter((line) => line.startsWith(prefix));
  return lines.map((line) => line.slice(prefix.length)).join("\n");
}
