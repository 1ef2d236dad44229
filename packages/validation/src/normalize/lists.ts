import { isObject } from "../runtime/checks.ts";
import type { NormalizeChange } from "./change.ts";
import { type NormalizeOptions, type NormalizeResult, normalize } from "./normalize.ts";

/** Returns the list in an object: its only array, or the only one that is not empty. */
function unwrapList(value: object): unknown {
  const arrays = Object.values(value).filter(Array.isArray);
  const filledArrays = arrays.filter(({ length }) => length > 0);
  const [list, ...others] = arrays.length === 1 ? arrays : filledArrays;
  return others.length === 0 ? list : undefined;
}

/**
 * Normalizes the response of a list. The function accepts a list in a wrapper object, and one
 * resource.
 */
export function normalizeList(value: unknown, options: NormalizeOptions): NormalizeResult {
  const list = findList(value, options);
  if (!Array.isArray(list)) return { value, changes: [] };
  const changes: NormalizeChange[] = [];
  if (list !== value) changes.push({ path: [], kind: "list", from: value, to: list });
  const items = list.map((one, index) => {
    const item = normalize(one, options);
    changes.push(...item.changes.map((change) => ({ ...change, path: [index, ...change.path] })));
    return item.value;
  });
  return { value: changes.length === 0 ? value : items, changes };
}

function findList(value: unknown, { as: fields }: NormalizeOptions): unknown {
  if (Array.isArray(value) || !isObject(value)) return value;
  const names = Object.keys(value);
  // A wrapper may have `@type` too. A resource has other members of its own besides its arrays.
  const isResource = names.some((name) => name in fields && !name.startsWith("@"));
  return isResource && names.length > 1 ? [value] : unwrapList(value);
}
