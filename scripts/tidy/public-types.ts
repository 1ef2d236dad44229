/** The rule that a public type's name has one declaration in all packages. */

import type { Issue } from "./issue.ts";
import type { PublicExport } from "./public-api.ts";
import { isGenerated } from "./sources.ts";

/** Names that packages without a common import declare with one meaning. */
const SHARED = new Set([
  ...["BalanceEvent", "Issue"],
  ...["StandardIssue", "StandardResult", "StandardSchema"],
]);

/**
 * Checks the names. Generated message types are exempt: the client has its own types with the same
 * names.
 */
export function checkPublicTypes(api: readonly PublicExport[]): readonly Issue[] {
  const first = new Map<string, PublicExport>();
  return api.flatMap((type) => {
    const { name, owner, file, line } = type;
    if (!type.isType || SHARED.has(name)) return [];
    const other = first.get(name) ?? type;
    first.set(name, other);
    if (other.owner === owner || isGenerated(other.file)) return [];
    if (other.file === file && other.line === line) return [];
    const message = `\`${name}\` is a public type of ${other.owner} and another of ${owner}`;
    return [{ file, line, message, remedy: "Give one of them another name, or export it again" }];
  });
}
