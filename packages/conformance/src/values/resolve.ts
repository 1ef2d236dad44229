/** References in texts: `{bucket.id}` stands for the known value at that path. */
import type { EditedBody } from "../model/case.ts";
import type { Operand } from "../model/expectation.ts";
import type { TemplateValue } from "../model/template-value.ts";
import { addExactly, shareOf, subtractExactly } from "./decimal.ts";
import { isRecord, valueAt, withMember, withoutMember } from "./path.ts";

/** Values for references: found on the server, or kept by earlier steps. */
export type KnownValues = Readonly<Record<string, unknown>>;

/** The error for a reference without a value: the case cannot be checked. */
export class MissingReference extends Error {
  override readonly name = "MissingReference";
  readonly reference: string;

  constructor(reference: string) {
    super(`no value is known for ${reference}`);
    this.reference = reference;
  }
}

const REFERENCE = /\{([A-Za-z_][\w.[\]@*-]*)\}/g;
const WHOLE_REFERENCE = /^\{([A-Za-z_][\w.[\]@*-]*)\}$/;

function lookUp(known: KnownValues, reference: string): unknown {
  const value = valueAt(known, reference);
  if (value === undefined) throw new MissingReference(reference);
  return value;
}

/** A text with its references replaced; with `encode`, each value is encoded for a URL. */
export function resolveText(text: string, known: KnownValues, encode = false): string {
  return text.replace(REFERENCE, (_, reference: string) => {
    const value = lookUp(known, reference);
    const plainText = typeof value === "object" ? JSON.stringify(value) : String(value);
    return encode ? encodeURIComponent(plainText) : plainText;
  });
}

/**
 * A value with its references replaced. A text that is one reference becomes the value with its own
 * type.
 */
export function resolveValue(value: TemplateValue, known: KnownValues): unknown {
  if (typeof value === "string") {
    const referencePath = WHOLE_REFERENCE.exec(value)?.[1];
    return referencePath === undefined ? resolveText(value, known) : lookUp(known, referencePath);
  }
  if (Array.isArray(value)) return value.map((each: TemplateValue) => resolveValue(each, known));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, resolveOperand(each as Operand, known)]),
  );
}

/** A value, or the exact result of the sum or difference that it describes. */
export function resolveOperand(operand: Operand, known: KnownValues): unknown {
  if (!isRecord(operand)) return resolveValue(operand as TemplateValue, known);
  const { sum, difference, share, lengthOf }: Record<string, unknown> = operand;
  if (Array.isArray(sum)) return addExactly(sum.map((part: Operand) => resolveNumber(part, known)));
  if (Array.isArray(difference)) {
    const [left, right] = difference as [Operand, Operand];
    return subtractExactly(resolveNumber(left, known), resolveNumber(right, known));
  }
  if (Array.isArray(share)) {
    const [amount, parts] = share as [Operand, number];
    return shareOf(resolveNumber(amount, known), parts, 2);
  }
  if (typeof lengthOf === "string") {
    const list = resolveValue(lengthOf, known);
    return Array.isArray(list) ? list.length : Number.NaN;
  }
  return resolveValue(operand as TemplateValue, known);
}

function resolveNumber(operand: Operand, known: KnownValues): number {
  const value = resolveOperand(operand, known);
  return typeof value === "number" ? value : Number.NaN;
}

/** Returns the body after the edits of a step. */
export function resolveEdit(
  { from, set = {}, drop = [] }: EditedBody,
  known: KnownValues,
): unknown {
  const original = resolveValue(from, known);
  const changedBody = Object.entries(set).reduce(
    (body, [path, value]) => withMember(body, path, resolveOperand(value, known)),
    original,
  );
  return drop.reduce<unknown>(withoutMember, changedBody);
}

/** Every reference in a structure of texts, without references to values that steps save. */
export function referencesIn(value: unknown): readonly string[] {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return [...text.matchAll(REFERENCE)].map(([, reference = ""]) => reference);
}
