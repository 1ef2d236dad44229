/** The part of `Request` that the handler reads. */
export interface EventRequest {
  readonly method: string;
  readonly headers: { get(name: string): string | null };
  /** A stream of bytes. If it is async iterable, reading stops at the size limit. */
  readonly body?: object | null | undefined;
  /** Whether the body has been read. */
  readonly bodyUsed?: boolean | undefined;
  /** Used when `body` is not async iterable. */
  text(): Promise<string>;
}

/** Reads the text of a body. Returns `undefined` if it is longer than `maxBodyBytes`. */
export async function readBody(
  request: EventRequest,
  maxBodyBytes: number,
): Promise<string | undefined> {
  const { body } = request;
  if (!body || !(Symbol.asyncIterator in body)) {
    const text = await request.text();
    return text.length > maxBodyBytes ? undefined : text;
  }
  const decoder = new TextDecoder();
  let text = "";
  let length = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength;
    if (length > maxBodyBytes) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
