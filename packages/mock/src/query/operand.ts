import type { QueryKind, QueryOperand } from "../ports/query.ts";
import { parseSpan } from "../schema/span.ts";
import { isDecimal } from "./decimal.ts";
import type { PatternCompiler } from "./patterns.ts";

/** The attribute that an operand is compared with. */
export interface OperandContext {
  readonly kind: QueryKind;
  /** The values an enum attribute may have; absent when any text is taken. */
  readonly values?: readonly string[] | undefined;
}

/** The operand of a filter's text, or the error in the text. */
export type OperandResult = { readonly operand: QueryOperand } | { readonly wrong: string };

/** Reads one value of a filter according to the attribute's kind. */
export function readOperand(text: string, { kind, values }: OperandContext): OperandResult {
  switch (kind) {
    case "number":
      if (!isDecimal(text)) return { wrong: `"${shown(text)}" is not a number` };
      return { operand: { type: "number", text } };
    case "boolean":
      if (text !== "true" && text !== "false")
        return { wrong: `"${shown(text)}" is not a boolean` };
      return { operand: { type: "boolean", value: text === "true" } };
    case "date-time":
      return readInstant(text);
    case "object":
      return { wrong: "is an object: filter on one of its members" };
    default:
      if (values && !values.includes(text)) {
        return { wrong: `"${shown(text)}" is not one of ${values.join(", ")}` };
      }
      return { operand: { type: "text", text } };
  }
}

/** Reads a pattern; without a compiler every pattern is refused. */
export function readPattern(
  text: string,
  compile: PatternCompiler | undefined,
  kind: QueryKind,
): OperandResult {
  if (kind === "object") return { wrong: "is an object: filter on one of its members" };
  const compiled = compile?.(text) ?? { refused: "patterns are not available" };
  if ("refused" in compiled) return { wrong: `the pattern is refused: ${compiled.refused}` };
  return { operand: { type: "pattern", source: text, find: compiled.find } };
}

function readInstant(text: string): OperandResult {
  // An unencoded `+` of an offset arrives as a space.
  const span = parseSpan(text.replace(/ (?=\d\d:\d\d$)/, "+"));
  if (!span) return { wrong: `"${shown(text)}" is not an RFC 3339 date-time or date` };
  return { operand: { type: "instant", ...span } };
}

function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
