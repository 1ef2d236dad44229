import type { Field, Fields } from "../fields/field.ts";
import { isObject } from "../runtime/findings.ts";
import type { PathKey } from "../runtime/issue.ts";
import type { Change, ChangeKind, Notes } from "./change.ts";
import { type Dialect, published } from "./dialect.ts";
import { fillUsageType, isEmptyReference, takeMembers } from "./members.ts";
import { asDateTime, asNumber, asOption } from "./plain.ts";
import { namesOf, normalizeQuantity } from "./quantity.ts";

/** How to read: as which resource, in which dialect. */
export type NormalizeOptions = {
  /** The members of the resource: `bucketFields` of `@tmf654/validation/fields`. */
  readonly as: Fields;
  /** Default `published`. */
  readonly dialect?: Dialect;
};

/** The message as the contract has it, as far as that could be told, and what was changed. */
export type Normalized = { readonly value: unknown; readonly changes: readonly Change[] };

type Context = { readonly dialect: Dialect; readonly note: Notes };
type Path = readonly PathKey[];

/**
 * Turns what operators really send into the contract's shape and lists every change. The input is
 * not touched; members the contract does not know stay; what cannot be told stays as it is, for a
 * validator to refuse. The result is not validated: `tolerant(bucket).check(value)` does that.
 */
export function normalize(
  value: unknown,
  { as, dialect = published }: NormalizeOptions,
): Normalized {
  const changes: Change[] = [];
  const note: Notes = (path, kind, from, to) => {
    changes.push({ path, kind, from, to });
  };
  return { value: object(value, as, undefined, [], { dialect, note }), changes };
}

/** Its members one by one; a copy only where one of them changed. */
function object(
  value: unknown,
  fields: Fields,
  schema: string | undefined,
  path: Path,
  context: Context,
): unknown {
  if (!isObject(value)) return value;
  const { dialect, note } = context;
  const named = takeMembers(value, fields, schema, path, dialect, note);
  let next: Record<string, unknown> | undefined;
  for (const [key, field] of Object.entries(fields)) {
    if (!Object.hasOwn(named, key) || named[key] === undefined) continue;
    const was = named[key];
    const is = member(was, field, [...path, key], context);
    if (is === was) continue;
    next ??= { ...named };
    if (is === undefined) delete next[key];
    else next[key] = is;
  }
  return fillUsageType(next ?? named, fields, path, note);
}

function member(value: unknown, field: Field, path: Path, context: Context): unknown {
  if (value === null) return gone(value, path, context);
  if (field.type === "array") return list(value, field, path, context);
  if (field.type === "object") return single(value, field, path, context);
  return plain(value, field, path, context);
}

/** JSON has no other way to say nothing; the contract leaves the member out. */
function gone(value: unknown, path: Path, { note }: Context): undefined {
  note(path, "removed", value, undefined);
}

function list(value: unknown, { item }: Field, path: Path, context: Context): unknown {
  const isList = Array.isArray(value);
  if (item === undefined || (!isList && !isObject(value))) return value;
  if (!isList) context.note(path, "list", value, [value]);
  const items: readonly unknown[] = isList ? value : [value];
  const next = items.map((one, index) =>
    one === null ? one : member(one, item, [...path, index], context),
  );
  const kept = next.filter((one) => one !== undefined);
  return isList && kept.length === items.length && kept.every((one, i) => one === items[i])
    ? value
    : kept;
}

function single(given: unknown, field: Field, path: Path, context: Context): unknown {
  let value = given;
  if (Array.isArray(value) && value.length < 2) {
    value = value[0];
    context.note(path, value === undefined ? "removed" : "single", given, value);
  }
  const { fields } = field;
  if (value === undefined || fields === undefined) return value;
  if (isEmptyReference(value, fields)) return gone(value, path, context);
  const names = namesOf(field.schema);
  const read = object(value, fields, field.schema, path, context);
  return names !== undefined && (isObject(read) || typeof read === "string")
    ? normalizeQuantity(read, names, path, context.dialect, context.note)
    : read;
}

function plain(value: unknown, field: Field, path: Path, { dialect, note }: Context): unknown {
  const [kind, is] = plainForm(value, field, dialect);
  if (is !== value) note(path, kind, value, is);
  return is;
}

function plainForm(value: unknown, field: Field, dialect: Dialect): [ChangeKind, unknown] {
  if (field.type === "boolean") {
    return ["boolean", value === "true" ? true : value === "false" ? false : value];
  }
  if (field.type !== "string") return ["number", asNumber(value)];
  const text = typeof value === "number" && Number.isFinite(value) ? String(value) : value;
  if (typeof text !== "string") return ["text", value];
  if (field.options !== undefined) return ["value", asOption(text, field, dialect)];
  if (field.format === "date-time") return ["dateTime", asDateTime(text)];
  return ["text", text];
}
