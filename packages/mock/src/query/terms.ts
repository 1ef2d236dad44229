import type { ComparisonOperator } from "../ports/query.ts";

/** One alternative of a query parameter, before its attribute is looked up. */
export interface QueryTerm {
  readonly name: string;
  /**
   * The operator. `undefined` for a plain `=`, where the name may end in an operator such as
   * `.gt`.
   */
  readonly op: ComparisonOperator | undefined;
  /** The whole right side. `readValues` splits it. */
  readonly text: string;
}

/** One `&` part of the query string, with its alternatives, which are joined by `;`. */
export type QueryParameter = readonly QueryTerm[];

const symbols: readonly (readonly [string, ComparisonOperator | undefined])[] = [
  [">=", "gte"],
  ["<=", "lte"],
  ["==", "eq"],
  ["=~", "regex"],
  [">", "gt"],
  ["<", "lt"],
  ["=", undefined],
];
const leadingName = /^[^<>=;,]+/;

/**
 * Splits a raw query string (without `?`) at `&` and decodes the parts. Stops at the first
 * unreadable part.
 */
export function splitParameters(
  raw: string,
): { readonly parameters: readonly QueryParameter[] } | { readonly unreadable: string } {
  const parameters: QueryParameter[] = [];
  for (const part of raw.split("&")) {
    if (part === "") continue;
    const text = decode(part);
    if (text === undefined) return { unreadable: part };
    parameters.push(readParameter(text, part));
  }
  return { parameters };
}

/**
 * Splits a comma list. `\,` and `\;` are the characters themselves, and a leading space is an
 * unencoded `+`.
 */
export function readValues(text: string): readonly string[] {
  return splitEscaped(text, ",").map((value) =>
    value.replace(/\\([,;])/g, "$1").replace(/^ /, "+"),
  );
}

function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part.replaceAll("+", " "));
  } catch {
    return undefined;
  }
}

function readParameter(text: string, raw: string): QueryParameter {
  const terms: QueryTerm[] = [];
  for (const piece of splitEscaped(text, ";")) {
    const term = readTerm(piece, raw);
    const previous = terms.at(-1);
    if (term) terms.push(term);
    else if (previous) terms.push({ ...previous, text: piece });
    else terms.push({ name: piece, op: undefined, text: "" });
  }
  return terms;
}

/**
 * Reads a term such as `amount>5` or `status=active`. Returns undefined for a bare value, such as
 * `expired` in `a;expired`.
 */
function readTerm(piece: string, raw: string): QueryTerm | undefined {
  const name = leadingName.exec(piece)?.[0];
  if (name === undefined) return undefined;
  const textAfterName = piece.slice(name.length);
  const symbol = symbols.find(([sign]) => textAfterName.startsWith(sign));
  if (!symbol) return undefined;
  const text = textAfterName.slice(symbol[0].length);
  // A form encoder writes a part such as `amount>5` as a name without a value: `amount%3E5=`.
  const isClosed = symbol[1] !== undefined && raw.endsWith("=") && text.endsWith("=");
  return { name: name.trim(), op: symbol[1], text: isClosed ? text.slice(0, -1) : text };
}

function splitEscaped(text: string, separator: "," | ";"): readonly string[] {
  if (!text.includes("\\")) return text.split(separator);
  return text.split(separator === "," ? /(?<!\\),/ : /(?<!\\);/);
}
