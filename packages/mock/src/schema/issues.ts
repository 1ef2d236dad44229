import type { Issue } from "../ports/resource.ts";

/** The codes of issues about a missing member. */
export const missingCodes: ReadonlySet<string> = new Set(["required", "quantityIncomplete"]);

/** Formats issues as one text: `amount.units: is missing; usageType: …`. */
export function issuesMessage(issues: readonly Issue[]): string {
  return issues
    .map(({ path, message }) => (path === "" ? message : `${path}: ${message}`))
    .join("; ");
}
