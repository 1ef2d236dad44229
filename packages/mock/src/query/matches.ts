import { compareDecimals, isSafeAsDouble } from "./decimal.ts";
import { parseInstant } from "./instant.ts";
import type { Comparison, Filter, Operand } from "./query.ts";

type Test = (value: unknown) => boolean;
/** Anything with members; the resources a store keeps. */
export type Readable = { readonly [member: string]: unknown };

/** Whether a resource passes a filter. For many resources compile once with `predicate`. */
export function matches(filter: Filter | undefined, resource: Readable): boolean {
  return predicate(filter)(resource);
}

/** Compiles a filter into a test of resources; no filter passes everything. */
export function predicate(filter: Filter | undefined): (resource: Readable) => boolean {
  if (!filter) return () => true;
  if (filter.kind === "and") {
    const tests = filter.of.map(predicate);
    return (resource) => tests.every((test) => test(resource));
  }
  if (filter.kind === "or") {
    const tests = filter.of.map(predicate);
    return (resource) => tests.some((test) => test(resource));
  }
  return comparison(filter);
}

/** `ne` is the opposite of `eq`: no value at the path is equal, or there is none. */
function comparison({ path, op, operands }: Comparison): (resource: Readable) => boolean {
  const tests = operands.map((operand) => testOf(operand, op === "in" || op === "ne" ? "eq" : op));
  const test: Test = (value) => tests.some((each) => each(value));
  if (op === "ne") return (resource) => !anyAt(resource, path, 0, test);
  return (resource) => anyAt(resource, path, 0, test);
}

/** True when the test holds for any value that the path leads to, through arrays too. */
function anyAt(value: unknown, path: readonly string[], at: number, test: Test): boolean {
  if (Array.isArray(value)) return value.some((element) => anyAt(element, path, at, test));
  const member = path[at];
  if (member === undefined) return test(value);
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, member)) return false;
  return anyAt((value as Readable)[member], path, at + 1, test);
}

function testOf(operand: Operand, op: Comparison["op"]): Test {
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

function textTest(text: string, op: Comparison["op"]): Test {
  const holds = orderTest(op);
  return (value) => {
    if (!isScalar(value)) return false;
    const own = String(value);
    return holds(own < text ? -1 : own > text ? 1 : 0);
  };
}

function numberTest(text: string, op: Comparison["op"]): Test {
  const holds = orderTest(op);
  const double = isSafeAsDouble(text) ? Number(text) : undefined;
  return (value) => {
    if (typeof value !== "number") return false;
    return holds(double === undefined ? compareDecimals(String(value), text) : value - double);
  };
}

/** A day equals every instant within it; the order of days and instants is that of their starts. */
function instantTest({ from, to }: { from: number; to: number }, op: Comparison["op"]): Test {
  const holds = orderTest(op);
  return (value) => {
    const own = typeof value === "string" ? parseInstant(value) : undefined;
    if (own === undefined) return false;
    if (op === "eq") return own === from || (own > from && own < to);
    return holds(own - from);
  };
}

function orderTest(op: Comparison["op"]): (order: number) => boolean {
  switch (op) {
    case "gt":
      return (order) => order > 0;
    case "gte":
      return (order) => order >= 0;
    case "lt":
      return (order) => order < 0;
    case "lte":
      return (order) => order <= 0;
    default:
      return (order) => order === 0;
  }
}

function isScalar(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
