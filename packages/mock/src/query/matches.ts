import { parseDateTime } from "@tmf654/contract";
import type {
  Comparison,
  ComparisonOperator,
  Filter,
  OrderOrEqualOperator,
  QueryOperand,
} from "../ports/query.ts";
import { compareDecimals, isSafeAsDouble } from "./decimal.ts";
import { normalizerOf } from "./names.ts";
import { anyValueAt, isScalar, type ReadableObject, type Reader, readMember } from "./reader.ts";

type ValueTest = (value: unknown) => boolean;

/**
 * Whether a resource matches a filter. For many resources, compile the filter once with
 * `compileFilter`.
 */
export function matches(filter: Filter | undefined, resource: object): boolean {
  return compileFilter(filter, readMember)(resource as ReadableObject);
}

/** Compiles a filter into a test of a subject. Without a filter every subject matches. */
export function compileFilter<T>(
  filter: Filter | undefined,
  reader: Reader<T>,
): (subject: T) => boolean {
  if (!filter) return () => true;
  if (filter.kind === "compare") return compileComparison(filter, reader);
  const tests = filter.of.map((part) => compileFilter(part, reader));
  return filter.kind === "and"
    ? (subject) => tests.every((test) => test(subject))
    : (subject) => tests.some((test) => test(subject));
}

/** Compiles a comparison. `ne` is the opposite of `eq`: true if no value at the path is equal. */
function compileComparison<T>(
  { path, op, operands }: Comparison,
  reader: Reader<T>,
): (subject: T) => boolean {
  const tests = operands.map((operand) => testOf(operand, orderOrEqualOperatorOf(op)));
  const [only, ...others] = tests;
  const test: ValueTest =
    only && others.length === 0 ? only : (value) => tests.some((each) => each(value));
  const rootOf = reader(path[0] ?? "");
  // A pattern has no normal form, so it is compared with the original text.
  const normalize = op === "regex" ? undefined : normalizerOf(path);
  const valueTest = normalize ? normalTestOf(test, normalize) : test;
  if (op === "ne") return (subject) => !anyValueAt(rootOf(subject), path, 1, valueTest);
  return (subject) => anyValueAt(rootOf(subject), path, 1, valueTest);
}

/** Compares values in their normal form. The operand already has that form. */
function normalTestOf(test: ValueTest, normalize: (text: string) => string): ValueTest {
  return (value) => test(typeof value === "string" ? normalize(value) : value);
}

/**
 * Creates the test for one operand. The switch is exhaustive, so a new operator must be added
 * here.
 */
function orderOrEqualOperatorOf(op: ComparisonOperator): OrderOrEqualOperator {
  switch (op) {
    case "in":
    case "ne":
    // The operand of `regex` is a pattern, so this test is never used for it.
    case "regex":
      return "eq";
    case "eq":
    case "gt":
    case "gte":
    case "lt":
    case "lte":
      return op;
  }
}

function testOf(operand: QueryOperand, op: OrderOrEqualOperator): ValueTest {
  switch (operand.type) {
    case "boolean":
      return (value) => value === operand.value && op === "eq";
    case "pattern":
      return (value) => isScalar(value) && operand.find(String(value));
    case "number":
      return numberTest(operand.text, op);
    case "instant":
      return instantTest(operand, op);
    case "text":
      return textTest(operand.text, op);
  }
}

function textTest(text: string, op: OrderOrEqualOperator): ValueTest {
  const holdsOrder = orderTest(op);
  return (value) => {
    if (!isScalar(value)) return false;
    const valueText = String(value);
    return holdsOrder(valueText < text ? -1 : valueText > text ? 1 : 0);
  };
}

function numberTest(text: string, op: OrderOrEqualOperator): ValueTest {
  const holds = orderTest(op);
  const doubleValue = isSafeAsDouble(text) ? Number(text) : undefined;
  return (value) => {
    if (typeof value !== "number") return false;
    return holds(
      doubleValue === undefined ? compareDecimals(String(value), text) : value - doubleValue,
    );
  };
}

/**
 * Compares instants. A date without a time equals every instant of that day. Days and instants are
 * ordered by their starts.
 */
function instantTest(
  { from, to }: { from: number; to: number },
  op: OrderOrEqualOperator,
): ValueTest {
  const holds = orderTest(op);
  return (value) => {
    const ownSpan = parseDateTime(value);
    if (ownSpan === undefined) return false;
    if (op === "eq") return ownSpan === from || (ownSpan > from && ownSpan < to);
    return holds(ownSpan - from);
  };
}

function orderTest(op: OrderOrEqualOperator): (order: number) => boolean {
  switch (op) {
    case "gt":
      return (order) => order > 0;
    case "gte":
      return (order) => order >= 0;
    case "lt":
      return (order) => order < 0;
    case "lte":
      return (order) => order <= 0;
    case "eq":
      return (order) => order === 0;
  }
}
