import type { QueryKind, QueryOperand } from "../ports/query.ts";
import { parseSpan } from "../schema/span.ts";
import { isDecimal } from "./decimal.ts";
import type { PatternCompiler } from "./patterns.ts";

/** The attribute that an operand is compared with. */
export interface OperandContext {
  readonly kind: QueryKind;
  /** The values of an enumeration. Absent if any text is accepted. */
  readonly values?: readonly string[] | undefined;
}

/** The operand in a filter, or the error in its text. */
export type OperandResult = { readonly operand: QueryOperand } | { readonly wrong: string };

/** Reads one value of a filter, by the attribute's kind. */
export function readOperand(text: string, { kind, values }: OperandContext): OperandResult {
  switch (kind) {
    case "number":
      if (!isDecimal(text)) return { wrong: `"${shortenText(text)}" is not a number` };
      return { operand: { type: "number", text } };
    case "boolean":
      if (text !== "true" && text !== "false")
        return { wrong: `"${shortenText(text)}" is not a boolean` };
      return { operand: { type: "boolean", value: text === "true" } };
    case "date-time":
      return readInstant(text);
    case "object":
      return { wrong: "is an object: filter on one of its members" };
    default:
      if (values && !values.includes(text)) {
        return { wrong: `"${shortenText(text)}" is not one of ${values.join(", ")}` };
      }
      return { operand: { type: "text", text } };
  }
}

/** Reads a pattern. Without a compiler every pattern is refused. */
export function readPattern(
  text: string,
  compile: PatternCompiler | undefined,
  kind: QueryKind,
): OperandResult {
  if (kind === "object") return { wrong: "is an object: filter on one of its members" };
  const compiledPattern = compile?.(text) ?? { refused: "patterns are not available" };
  if ("refused" in compiledPattern)
    return { wrong: `the pattern is refused: ${compiledPattern.refused}` };
  return { operand: { type: "pattern", source: text, find: compiledPattern.find } };
}

function readInstant(text: string): OperandResult {
  // An unencoded `+` of an offset arrives as a space.
  const span = parseSpan(text.replace(/ (?=\d\d:\d\d$)/, "+"));
  if (!span) return { wrong: `"${shortenText(text)}" is not an RFC 3339 date-time or date` };
  return { operand: { type: "instant", ...span } };
}

function shortenText(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
