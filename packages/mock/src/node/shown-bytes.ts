import type { MockResponse } from "../ports/http-message.ts";
import type { JsonText } from "../ports/json-text.ts";

/** The bytes of resources that were sent before. A resource that changes gets another text. */
const knownBytes = new WeakMap<JsonText, Uint8Array>();

const openBracket = "[".charCodeAt(0);
const comma = ",".charCodeAt(0);
const closeBracket = "]".charCodeAt(0);

/**
 * Returns the bytes of a body. A body of unchanged resources is joined from their bytes, because
 * an encoding costs ten times as much as a copy.
 */
export function bytesOf({ shown }: Pick<MockResponse, "shown">, body: string): Uint8Array {
  if (shown?.body !== body) return Buffer.from(body);
  const { texts } = shown;
  return "json" in texts ? bytesOfText(texts) : joinedBytes(texts);
}

function bytesOfText(text: JsonText): Uint8Array {
  let bytes = knownBytes.get(text);
  if (!bytes) {
    bytes = Buffer.from(text.json);
    knownBytes.set(text, bytes);
  }
  return bytes;
}

function joinedBytes(texts: readonly JsonText[]): Uint8Array {
  const textBytes = texts.map(bytesOfText);
  const size = textBytes.reduce((sum, { byteLength }) => sum + byteLength + 1, 1);
  const allBytes = Buffer.allocUnsafe(Math.max(size, 2));
  let at = 0;
  allBytes[at++] = openBracket;
  for (const part of textBytes) {
    if (at > 1) allBytes[at++] = comma;
    allBytes.set(part, at);
    at += part.byteLength;
  }
  allBytes[at] = closeBracket;
  return allBytes;
}
