/** The maximum length of a body that is read, because a server may never stop sending. */
const maxBodyLength = 16 * 1024 * 1024;

/** Reads the body of a response. Rejects when it is too long. */
export async function readResponseText(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (reader === undefined) return "";
  const decoder = new TextDecoder();
  let [text, length] = ["", 0];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    length += value.length;
    if (length > maxBodyLength) {
      await reader.cancel();
      throw new Error(`the body is longer than ${maxBodyLength} bytes`);
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** The value of a JSON text; undefined for any other text. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
