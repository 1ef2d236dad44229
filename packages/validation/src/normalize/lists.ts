import { isObject } from "../runtime/findings.ts";
import type { Change } from "./change.ts";
import { type Normalized, type NormalizeOptions, normalize } from "./normalize.ts";

/** The list in an object: its only array, or the only one that is not empty. */
function wrapped(value: object): unknown {
  const arrays = Object.values(value).filter(Array.isArray);
  const full = arrays.filter(({ length }) => length > 0);
  const [list, ...others] = arrays.length === 1 ? arrays : full;
  return others.length === 0 ? list : undefined;
}

/** The answer of a list: also one that is wrapped in an object, or a resource without its list. */
export function normalizeList(value: unknown, options: NormalizeOptions): Normalized {
  const list = listIn(value, options);
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

function listIn(value: unknown, { as: fields }: NormalizeOptions): unknown {
  if (Array.isArray(value) || !isObject(value)) return value;
  const names = Object.keys(value);
  // `@type` tells what the wrapper is; a resource has members of its own besides its arrays.
  const isResource = names.some((name) => name in fields && !name.startsWith("@"));
  return isResource && names.length > 1 ? [value] : wrapped(value);
}
