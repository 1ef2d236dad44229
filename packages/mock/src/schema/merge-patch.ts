import type { Body } from "../ports/resource.ts";

/**
 * Copies a merge patch without its removals: members that are null, at any depth (RFC 7396). A null
 * in an array stays. Schemas describe values, so they check only the copy.
 */
export function removeNulls(patch: Body): Body {
  const presentMembers = Object.entries(patch).filter(([, value]) => value !== null);
  return Object.fromEntries(
    presentMembers.map(([name, value]) => [name, isObject(value) ? removeNulls(value) : value]),
  );
}

function isObject(value: unknown): value is Body {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
