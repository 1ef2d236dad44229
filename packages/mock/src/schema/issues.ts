import type { Issue } from "../ports/resource.ts";

/** Codes of issues that report a missing member. */
export const missingCodes: ReadonlySet<string> = new Set(["required", "quantityIncomplete"]);

/** `amount.units: is missing; usageType: …`, one text for a person. */
export function issuesMessage(issues: readonly Issue[]): string {
  return issues
    .map(({ path, message }) => (path === "" ? message : `${path}: ${message}`))
    .join("; ");
}
