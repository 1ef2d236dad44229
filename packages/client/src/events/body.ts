/** The part of a `Request` that is read. */
export interface EventRequest {
  readonly method: string;
  readonly headers: { get(name: string): string | null };
  /** Chunks of bytes; where they can be walked, a body over the limit is not read to its end. */
  readonly body?: object | null;
  /** Read in place of a `body` that cannot be walked. */
  text(): Promise<string>;
}

/** The text of a body, or `undefined`: there is more of it than `maxLength` bytes. */
export async function readBody(
  request: EventRequest,
  maxLength: number,
): Promise<string | undefined> {
  const { body } = request;
  if (!body || !(Symbol.asyncIterator in body)) {
    const text = await request.text();
    return text.length > maxLength ? undefined : text;
  }
  const decoder = new TextDecoder();
  let text = "";
  let length = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength;
    if (length > maxLength) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
