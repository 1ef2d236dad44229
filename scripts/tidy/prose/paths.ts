/** Files and folders that are not checked yet. `npm run tidy -- packages/x` checks them too. */
export const UNCHECKED: readonly string[] = [
  "docs/conformance",
  "docs/decisions/conformance-cases.md",
  "docs/guides/certify.md",
  "docs/reference/official-kit.md",
  "packages/conformance",
];

/** Pages that a script writes: their words are checked where they are written. */
const GENERATED: readonly RegExp[] = [
  /\/generated\//,
  /^docs\/reference\/(benchmarks|errata|refusals|rules|runtimes)\.md$/,
];

/** Whether a file is one of the files and folders, or inside one. */
export function isIn(file: string, paths: readonly string[]): boolean {
  return paths.some((path) => file === path || file.startsWith(`${path.replace(/\/$/, "")}/`));
}

/** Whether the prose of a file is checked, given the files and folders that are left out. */
export function isChecked(file: string, unchecked: readonly string[] = UNCHECKED): boolean {
  return !GENERATED.some((pattern) => pattern.test(file)) && !isIn(file, unchecked);
}
