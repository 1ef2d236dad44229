import type { Field, Fields } from "../fields/field.ts";
import { isObject } from "../runtime/checks.ts";
import type { PathKey } from "../runtime/issue.ts";
import type { ChangeRecorder, NormalizeChange, NormalizeChangeKind } from "./change.ts";
import { type Dialect, published } from "./dialect.ts";
import { normalizeIdentifier } from "./identifier.ts";
import { fillUsageType, isEmptyReference, renameMembers } from "./members.ts";
import { readDateTime, readEnumValue, readNumber } from "./plain.ts";
import { normalizeQuantity, quantityNamesOf } from "./quantity.ts";

/** The options of `normalize`. */
export interface NormalizeOptions {
  /** The members of the resource: `bucketFields` of `@tmf654/validation/fields`. */
  readonly as: Fields;
  /** The dialect of the messages. Default `published`. */
  readonly dialect?: Dialect;
}

/** The normalized message, and the list of changes. */
export interface NormalizeResult {
  readonly value: unknown;
  readonly changes: readonly NormalizeChange[];
}

interface NormalizeContext {
  readonly dialect: Dialect;
  readonly record: ChangeRecorder;
}
type Path = readonly PathKey[];

/**
 * Converts a message of a real server into the shape of the contract, and lists every change. The
 * input is not modified. Unknown members and ambiguous values stay as they are. The result is not
 * validated; call `lenient(bucket).check(value)` for that.
 */
export function normalize(
  value: unknown,
  { as, dialect = published }: NormalizeOptions,
): NormalizeResult {
  const changes: NormalizeChange[] = [];
  const record: ChangeRecorder = (path, kind, from, to) => {
    changes.push({ path, kind, from, to });
  };
  return { value: readObject(value, as, undefined, [], { dialect, record }), changes };
}

/** Reads the members one by one. Copies the object only when one of them changed. */
function readObject(
  value: unknown,
  fields: Fields,
  schema: string | undefined,
  path: Path,
  context: NormalizeContext,
): unknown {
  if (!isObject(value)) return value;
  const { dialect, record } = context;
  const renamedMembers = renameMembers(value, fields, schema, path, dialect, record);
  let next: Record<string, unknown> | undefined;
  for (const [key, field] of Object.entries(fields)) {
    if (!Object.hasOwn(renamedMembers, key) || renamedMembers[key] === undefined) continue;
    const valueBefore = renamedMembers[key];
    const place = [...path, key];
    const valueAfter = normalizeIdentifier(
      readMember(valueBefore, field, place, context),
      schema,
      place,
      record,
    );
    if (valueAfter === valueBefore) continue;
    next ??= { ...renamedMembers };
    if (valueAfter === undefined) delete next[key];
    else next[key] = valueAfter;
  }
  return fillUsageType(next ?? renamedMembers, fields, path, record);
}

function readMember(value: unknown, field: Field, path: Path, context: NormalizeContext): unknown {
  if (value === null) return removeMember(value, path, context);
  if (field.type === "array") return readList(value, field, path, context);
  if (field.type === "object") return readSingle(value, field, path, context);
  return readPlain(value, field, path, context);
}

/** Removes a member without a value: the contract leaves such a member out. */
function removeMember(value: unknown, path: Path, { record }: NormalizeContext): undefined {
  record(path, "removed", value, undefined);
}

function readList(value: unknown, { item }: Field, path: Path, context: NormalizeContext): unknown {
  const isList = Array.isArray(value);
  if (item === undefined || (!isList && !isObject(value))) return value;
  if (!isList) context.record(path, "list", value, [value]);
  const items: readonly unknown[] = isList ? value : [value];
  const next = items.map((one, index) =>
    one === null ? one : readMember(one, item, [...path, index], context),
  );
  const presentElements = next.filter((one) => one !== undefined);
  return isList &&
    presentElements.length === items.length &&
    presentElements.every((one, i) => one === items[i])
    ? value
    : presentElements;
}

function readSingle(given: unknown, field: Field, path: Path, context: NormalizeContext): unknown {
  let value = given;
  if (Array.isArray(value) && value.length < 2) {
    value = value[0];
    context.record(path, value === undefined ? "removed" : "single", given, value);
  }
  const { fields } = field;
  if (value === undefined || fields === undefined) return value;
  if (isEmptyReference(value, fields)) return removeMember(value, path, context);
  const names = quantityNamesOf(field.schema);
  const read = readObject(value, fields, field.schema, path, context);
  return names !== undefined && (isObject(read) || typeof read === "string")
    ? normalizeQuantity(read, names, path, context.dialect, context.record)
    : read;
}

function readPlain(
  value: unknown,
  field: Field,
  path: Path,
  { dialect, record }: NormalizeContext,
): unknown {
  const [kind, is] = convertPlain(value, field, dialect);
  if (is !== value) record(path, kind, value, is);
  return is;
}

function convertPlain(
  value: unknown,
  field: Field,
  dialect: Dialect,
): [NormalizeChangeKind, unknown] {
  if (field.type === "boolean") {
    return ["boolean", value === "true" ? true : value === "false" ? false : value];
  }
  if (field.type !== "string") return ["number", readNumber(value)];
  const text = typeof value === "number" && Number.isFinite(value) ? String(value) : value;
  if (typeof text !== "string") return ["text", value];
  if (field.options !== undefined) return ["value", readEnumValue(text, field, dialect)];
  if (field.format === "date-time") return ["dateTime", readDateTime(text)];
  return ["text", text];
}
