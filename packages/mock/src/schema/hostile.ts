import type { Issue } from "../ports/resource.ts";

/** The maximum depth of JSON in the body of a request. */
const maxDepth = 64;

/** The maximum depth of JSON in a snapshot or a scenario, which contain such bodies. */
export const maxStateDepth = 80;

/**
 * Finds members that can change prototypes of objects, and nesting that is too deep. TMF messages
 * have neither.
 */
export function findHostileMember(
  value: object,
  max = maxDepth,
  depth = 1,
  path = "",
): Issue | undefined {
  if (depth > max) {
    return { path, code: "depth", message: `is nested deeper than ${max} levels` };
  }
  for (const [name, member] of Object.entries(value)) {
    const here = path === "" ? name : `${path}.${name}`;
    if (name === "__proto__") return { path: here, code: "name", message: "is not allowed" };
    if (typeof member === "object" && member !== null) {
      const found = findHostileMember(member, max, depth + 1, here.length > 200 ? path : here);
      if (found) return found;
    }
  }
  return undefined;
}
