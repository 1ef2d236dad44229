import { BadRequestError } from "../errors/status-errors.ts";

/** A replacer for `JSON.stringify`. It throws for a value that JSON would turn into `null`. */
function rejectLostValue(this: unknown, name: string, value: unknown): unknown {
  const original = (this as Record<string, unknown>)[name];
  const isLeftOut = value === undefined && !Array.isArray(this);
  const isLost = original !== null && !isLeftOut && !(value instanceof Object);
  if (isLost && JSON.stringify([value]) === "[null]") throw new TypeError(`${name} is ${original}`);
  return value;
}

/**
 * Converts the body to JSON. Rejects values that JSON would turn into `null`, such as `NaN`,
 * because `null` in a merge patch removes an attribute.
 */
export function toJson(body: unknown, operation: string): string {
  try {
    const text = JSON.stringify(body);
    if (text.includes("null")) JSON.stringify(body, rejectLostValue);
    return text;
  } catch (cause) {
    const reasonText = body instanceof Object ? cause : typeof body;
    const message = `${operation}: the body cannot be sent: ${reasonText}`;
    throw new BadRequestError({ message, operation, code: "unsendable", cause });
  }
}
