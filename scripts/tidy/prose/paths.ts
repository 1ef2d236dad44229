/**
 * Files that a script generates. The prose of these files is checked in the script and in `spec/`.
 */
const GENERATED = /\/generated\//;

/** Whether the prose of a file is checked. */
export function isChecked(file: string): boolean {
  return !GENERATED.test(file);
}
