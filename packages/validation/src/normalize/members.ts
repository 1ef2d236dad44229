/** Changes to an object as a whole: members under other names, and members derived from others. */
import { findUnit } from "@tmf654/quantity";
import type { Fields } from "../fields/field.ts";
import { isObject } from "../runtime/checks.ts";
import type { PathKey } from "../runtime/issue.ts";
import type { ChangeRecorder } from "./change.ts";
import type { Dialect } from "./dialect.ts";
import { usageTypeOf } from "./usage-type.ts";

type MemberValues = Readonly<Record<string, unknown>>;

const hasOwnMember = (object: object, key: string): boolean => Object.hasOwn(object, key);

const valueAt = (root: unknown, path: string): unknown =>
  path
    .split(".")
    .reduce<unknown>(
      (value, step) =>
        typeof value === "object" && value !== null && hasOwnMember(value, step)
          ? (value as MemberValues)[step]
          : undefined,
      root,
    );

/** Copies members that have another name. The original member stays, as an extension. */
export function renameMembers(
  value: MemberValues,
  fields: Fields,
  schema: string | undefined,
  path: readonly PathKey[],
  dialect: Dialect,
  record: ChangeRecorder,
): MemberValues {
  const renamedMembers: Record<string, unknown> = {};
  for (const alias of dialect.members ?? []) {
    if (alias.in !== schema || !hasOwnMember(fields, alias.to) || value[alias.to] !== undefined)
      continue;
    const found = valueAt(value, alias.from);
    if (found === undefined || found === null) continue;
    const to = isObject(found) && alias.add !== undefined ? { ...alias.add, ...found } : found;
    renamedMembers[alias.to] = to;
    record([...path, alias.to], "member", undefined, to);
  }
  return Object.keys(renamedMembers).length === 0 ? value : { ...value, ...renamedMembers };
}

/** Fills in the usage type of a bucket or an action from the unit of its amount. */
export function fillUsageType(
  value: MemberValues,
  fields: Fields,
  path: readonly PathKey[],
  record: ChangeRecorder,
): MemberValues {
  if (!hasOwnMember(fields, "usageType") || value.usageType !== undefined) return value;
  const quantity = [value.remainingValue, value.amount].find(isObject);
  const unit = typeof quantity?.units === "string" ? findUnit(quantity.units) : undefined;
  if (unit === undefined) return value;
  const usageType = usageTypeOf(unit);
  record([...path, "usageType"], "filled", undefined, usageType);
  return { ...value, usageType };
}

/** Whether the value is a reference without an id: `{ id: "" }` or `{ id: null }`. */
export const isEmptyReference = (value: unknown, fields: Fields | undefined): boolean =>
  isObject(value) &&
  fields?.id?.required === true &&
  hasOwnMember(value, "id") &&
  (value.id === "" || value.id === null);
