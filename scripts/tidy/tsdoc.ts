/** TSDoc on every public export. */
import type { Issue } from "./issue.ts";
import type { PublicExport } from "./public-api.ts";

export function checkTsdoc(api: readonly PublicExport[]): readonly Issue[] {
  const issues = new Map<string, Issue>();
  for (const { name, isDocumented, file, line } of api) {
    if (isDocumented) continue;
    const message = `\`${name}\` is public and has no TSDoc`;
    const remedy = "Describe what a caller cannot see: shapes, units, errors";
    issues.set(`${file}:${line}`, { file, line, message, remedy });
  }
  return [...issues.values()];
}
