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
    const memberPath = path === "" ? name : `${path}.${name}`;
    if (name === "__proto__") return { path: memberPath, code: "name", message: "is not allowed" };
    if (typeof member === "object" && member !== null) {
      const foundIssue = findHostileMember(
        member,
        max,
        depth + 1,
        memberPath.length > 200 ? path : memberPath,
      );
      if (foundIssue) return foundIssue;
    }
  }
  return undefined;
}
