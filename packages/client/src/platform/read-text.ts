/** A message whose body can be read as text. */
export interface TextSource {
  /** A stream of bytes. If it is async iterable, reading stops at the size limit. */
  readonly body?: object | null | undefined;
  /** Used when `body` is not async iterable. */
  text(): Promise<string>;
}

/** Reads the text of a body. Returns `undefined` if the body is longer than `maxBytes`. */
export async function readText(source: TextSource, maxBytes: number): Promise<string | undefined> {
  const { body } = source;
  if (!body || !(Symbol.asyncIterator in body)) {
    const text = await source.text();
    return text.length > maxBytes ? undefined : text;
  }
  const decoder = new TextDecoder();
  let text = "";
  let length = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength;
    if (length > maxBytes) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
