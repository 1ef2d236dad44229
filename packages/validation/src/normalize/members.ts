/** What concerns an object as a whole: members under other names, or told by other members. */
import { findUnit } from "@tmf654/quantity";
import type { Fields } from "../fields/field.ts";
import { usageTypeOf } from "../rules/usage-type.ts";
import { isObject } from "../runtime/findings.ts";
import type { PathKey } from "../runtime/issue.ts";
import type { Notes } from "./change.ts";
import type { Dialect } from "./dialect.ts";

type Members = Readonly<Record<string, unknown>>;

const has = (object: object, key: string): boolean => Object.hasOwn(object, key);

const at = (root: unknown, path: string): unknown =>
  path
    .split(".")
    .reduce<unknown>(
      (value, step) =>
        typeof value === "object" && value !== null && has(value, step)
          ? (value as Members)[step]
          : undefined,
      root,
    );

/** Members the contract calls otherwise. What they were taken from stays, as an extension. */
export function takeMembers(
  value: Members,
  fields: Fields,
  schema: string | undefined,
  path: readonly PathKey[],
  dialect: Dialect,
  note: Notes,
): Members {
  const taken: Record<string, unknown> = {};
  for (const word of dialect.members ?? []) {
    if (word.in !== schema || !has(fields, word.to) || value[word.to] !== undefined) continue;
    const found = at(value, word.from);
    if (found === undefined || found === null) continue;
    const to = isObject(found) && word.add !== undefined ? { ...word.add, ...found } : found;
    taken[word.to] = to;
    note([...path, word.to], "member", undefined, to);
  }
  return Object.keys(taken).length === 0 ? value : { ...value, ...taken };
}

/** A bucket or an action without a usage type says it by the unit of its amount. */
export function fillUsageType(
  value: Members,
  fields: Fields,
  path: readonly PathKey[],
  note: Notes,
): Members {
  if (!has(fields, "usageType") || value.usageType !== undefined) return value;
  const quantity = [value.remainingValue, value.amount].find(isObject);
  const unit = typeof quantity?.units === "string" ? findUnit(quantity.units) : undefined;
  if (unit === undefined) return value;
  const usageType = usageTypeOf(unit);
  note([...path, "usageType"], "filled", undefined, usageType);
  return { ...value, usageType };
}

/** A reference to nothing: `{ id: "" }`, or with nothing in it but null. */
export const isEmptyReference = (value: unknown, fields: Fields | undefined): boolean =>
  isObject(value) &&
  fields?.id?.required === true &&
  has(value, "id") &&
  (value.id === "" || value.id === null);
