import type { Body } from "../ports/resource.ts";

/**
 * What a merge patch sets, without what it removes: a member that is null goes (RFC 7396), at any
 * depth, while a null in an array is a value. Schemas describe values, so this is what they judge.
 */
export function withoutRemovals(patch: Body): Body {
  const kept = Object.entries(patch).filter(([, value]) => value !== null);
  return Object.fromEntries(
    kept.map(([name, value]) => [name, isObject(value) ? withoutRemovals(value) : value]),
  );
}

function isObject(value: unknown): value is Body {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
