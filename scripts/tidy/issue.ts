/** A broken house rule: the place, the error and the remedy. */
export interface Issue {
  readonly file: string;
  readonly line: number;
  readonly message: string;
  readonly remedy: string;
}

/** Formats an issue as `file:line: message. Remedy.` */
export function formatIssue({ file, line, message, remedy }: Issue): string {
  return `${file}:${line}: ${message}. ${remedy}.`;
}
