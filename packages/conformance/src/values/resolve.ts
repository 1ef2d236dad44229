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

function lookUp(knownValues: KnownValues, reference: string): unknown {
  const value = valueAt(knownValues, reference);
  if (value === undefined) throw new MissingReference(reference);
  return value;
}

/** A text with its references replaced; with `encode`, each value is encoded for a URL. */
export function resolveText(text: string, knownValues: KnownValues, encode = false): string {
  return text.replace(REFERENCE, (_, reference: string) => {
    const value = lookUp(knownValues, reference);
    const plainText = typeof value === "object" ? JSON.stringify(value) : String(value);
    return encode ? encodeURIComponent(plainText) : plainText;
  });
}

/**
 * A value with its references replaced. A text that is one reference becomes the value with its own
 * type.
 */
export function resolveValue(value: TemplateValue, knownValues: KnownValues): unknown {
  if (typeof value === "string") {
    const referencePath = WHOLE_REFERENCE.exec(value)?.[1];
    return referencePath === undefined
      ? resolveText(value, knownValues)
      : lookUp(knownValues, referencePath);
  }
  if (Array.isArray(value))
    return value.map((each: TemplateValue) => resolveValue(each, knownValues));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      resolveOperand(each as Operand, knownValues),
    ]),
  );
}

/** A value, or the exact result of the sum or difference that it describes. */
export function resolveOperand(operand: Operand, knownValues: KnownValues): unknown {
  if (!isRecord(operand)) return resolveValue(operand as TemplateValue, knownValues);
  const { sum, difference, share, lengthOf }: Record<string, unknown> = operand;
  if (Array.isArray(sum))
    return addExactly(sum.map((part: Operand) => resolveNumber(part, knownValues)));
  if (Array.isArray(difference)) {
    const [left, right] = difference as [Operand, Operand];
    return subtractExactly(resolveNumber(left, knownValues), resolveNumber(right, knownValues));
  }
  if (Array.isArray(share)) {
    const [amount, parts] = share as [Operand, number];
    return shareOf(resolveNumber(amount, knownValues), parts, 2);
  }
  if (typeof lengthOf === "string") {
    const list = resolveValue(lengthOf, knownValues);
    return Array.isArray(list) ? list.length : Number.NaN;
  }
  return resolveValue(operand as TemplateValue, knownValues);
}

function resolveNumber(operand: Operand, knownValues: KnownValues): number {
  const value = resolveOperand(operand, knownValues);
  return typeof value === "number" ? value : Number.NaN;
}

/** Returns the body after the edits of a step. */
export function resolveEdit(
  { from, set = {}, drop = [] }: EditedBody,
  knownValues: KnownValues,
): unknown {
  const original = resolveValue(from, knownValues);
  const changedBody = Object.entries(set).reduce(
    (body, [path, value]) => withMember(body, path, resolveOperand(value, knownValues)),
    original,
  );
  return drop.reduce<unknown>(withoutMember, changedBody);
}

/** Every reference in a structure of texts, without references to values that steps save. */
export function referencesIn(value: unknown): readonly string[] {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return [...text.matchAll(REFERENCE)].map(([, reference = ""]) => reference);
}
