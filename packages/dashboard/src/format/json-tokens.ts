/** A part of a JSON text with one colour. */
export interface JsonToken {
  readonly kind: "key" | "text" | "value" | "plain";
  readonly text: string;
}

const tokenPattern =
  /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Splits a JSON text into parts. Other texts have one plain part. */
export function jsonTokens(text: string): readonly JsonToken[] {
  if (!/^\s*[[{]/.test(text)) return [{ kind: "plain", text }];
  const tokens: JsonToken[] = [];
  let end = 0;
  for (const match of text.matchAll(tokenPattern)) {
    const [whole, quoted, colon] = match;
    if (match.index > end) tokens.push({ kind: "plain", text: text.slice(end, match.index) });
    const kind = quoted === undefined ? "value" : colon === undefined ? "text" : "key";
    tokens.push({ kind, text: whole });
    end = match.index + whole.length;
  }
  if (end < text.length) tokens.push({ kind: "plain", text: text.slice(end) });
  return tokens;
}
