import { ParseError } from "../errors/call-errors.ts";
import type { FetchResponse } from "../platform/platform.ts";

/** Reads the text of a response. Throws as soon as the body has more than `max` bytes. */
export async function readLimitedText(response: FetchResponse, max = 16_777_216): Promise<string> {
  // React Native has no streams.
  const reader = response.body?.getReader?.();
  if (!reader) return response.text();
  const decoder = new TextDecoder();
  let text = "";
  for (let remainingBytes = max; ; ) {
    const { value } = await reader.read();
    text += decoder.decode(value, { stream: !!value });
    if (!value) return text;
    remainingBytes -= value.length;
    if (remainingBytes < 0) {
      reader.cancel().catch(() => {});
      throw new ParseError({ message: `${response.status} with more than ${max} bytes` });
    }
  }
}
