import { isObject } from "../runtime/findings.ts";
import type { Change } from "./change.ts";
import { type Normalized, type NormalizeOptions, normalize } from "./normalize.ts";

/** The only array among the members, if there is exactly one: `{ "bucket": [...] }`. */
function wrapped(value: unknown): unknown {
  if (!isObject(value)) return undefined;
  const arrays = Object.values(value).filter(Array.isArray);
  return arrays.length === 1 ? arrays[0] : undefined;
}

/** The answer of a list: also one that is wrapped in an object, or a resource without its list. */
export function normalizeList(value: unknown, options: NormalizeOptions): Normalized {
  const isResource = isObject(value) && Object.keys(value).some((key) => key in options.as);
  const inner =
    Array.isArray(value) || (isResource && !wrappedOnly(value)) ? undefined : wrapped(value);
  const list = inner ?? (isObject(value) ? [value] : value);
  if (!Array.isArray(list)) return { value, changes: [] };
  const changes: Change[] = [];
  if (list !== value) changes.push({ path: [], kind: "list", from: value, to: list });
  const items = list.map((one, index) => {
    const item = normalize(one, options);
    changes.push(...item.changes.map((change) => ({ ...change, path: [index, ...change.path] })));
    return item.value;
  });
  return { value: changes.length === 0 ? value : items, changes };
}

/** Nothing but the list, so that a resource's own array is not taken for it. */
const wrappedOnly = (value: object): boolean => Object.keys(value).length === 1;
