/**
 * Files and folders whose prose `npm run tidy` checks. To add one, make
 * `npm run tidy -- packages/client` report no issue, then list `packages/client` here.
 */
export const CHECKED: readonly string[] = [
  ".changeset/README.md",
  "CONTRIBUTING.md",
  ".changeset/auto-topup-waits.md",
  ".changeset/client-call-end.md",
  ".changeset/client-checks-and-fields.md",
  ".changeset/client-checks-that-fail.md",
  ".changeset/client-errors-hold-no-secrets.md",
  ".changeset/client-events-hardened.md",
  ".changeset/client-mutations.md",
  ".changeset/client-option-checks.md",
  ".changeset/client-plain-names.md",
  ".changeset/client-validation-entry.md",
  ".changeset/complete-lists.md",
  ".changeset/first-slice.md",
  ".changeset/http-remedy.md",
  ".changeset/leaner-validation.md",
  ".changeset/only-a-sent-key.md",
  ".changeset/reconcile-in-doubt.md",
  ".changeset/status-in-any-spelling.md",
  "README.md",
  "docs/decisions/client-entries.md",
  "docs/decisions/client-event-signature.md",
  "docs/decisions/client-lists.md",
  "docs/decisions/client-option-checks.md",
  "docs/decisions/client-speed.md",
  "docs/decisions/client-transport.md",
  "docs/decisions/client-unknown-outcome.md",
  "docs/decisions/contract-comparison.md",
  "docs/decisions/contract-examples.md",
  "docs/decisions/contract-filters.md",
  "docs/decisions/contract-names.md",
  "docs/decisions/declared-query-parameters.md",
  "docs/decisions/dependencies.md",
  "docs/decisions/node-24-through-npm.md",
  "docs/decisions/one-source-condition.md",
  "docs/decisions/runtimes.md",
  "docs/decisions/validation-generated.md",
  "docs/decisions/validation-reading.md",
  "docs/decisions/validation-rules.md",
  "docs/decisions/validation-size.md",
  "docs/reference/README.md",
  "docs/reference/behaviour.md",
  "docs/reference/client-behaviour.md",
  "docs/reference/client-options.md",
  "examples",
  "packages/client",
  "packages/contract",
  "packages/mock",
  "packages/validation",
  "scripts/behaviour",
  "scripts/build.ts",
  "scripts/check-packages.ts",
  "scripts/check.ts",
  "scripts/docs.ts",
  "scripts/examples",
  "scripts/generate",
  "scripts/not-run.ts",
  "scripts/packages.ts",
  "scripts/prism",
  "scripts/recipes",
  "scripts/spec",
  "scripts/start.ts",
  "scripts/tidy",
  "scripts/types.ts",
  "scripts/vitest.config.ts",
  "spec",
];

/** Pages that a script writes: their words are checked where they are written. */
const GENERATED: readonly RegExp[] = [
  /\/generated\//,
  /^docs\/reference\/(benchmarks|runtimes)\.md$/,
];

/** Whether the prose of a file is checked, given the listed files and folders. */
export function isChecked(file: string, paths: readonly string[] = CHECKED): boolean {
  if (GENERATED.some((pattern) => pattern.test(file))) return false;
  return paths.some((path) => file === path || file.startsWith(`${path.replace(/\/$/, "")}/`));
}
