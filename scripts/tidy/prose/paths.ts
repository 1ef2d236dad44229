/** Files that a script generates. Their prose is checked in the script and in `spec/`. */
const GENERATED = /\/generated\//;

/** Whether the prose of a file is checked. */
export function isChecked(file: string): boolean {
  return !GENERATED.test(file);
}
