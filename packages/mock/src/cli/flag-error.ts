import { allFlags } from "./flags.ts";
import { UsageError } from "./usage-error.ts";

/** Returns a valid use of a flag, such as `--port 4010`. */
export function exampleOf(flag: string): string {
  const name = flag.replace(/^--/, "");
  const [example] = allFlags.flatMap((flags) => flags[name]?.example ?? []);
  return example === undefined ? `--${name}` : `--${name} ${example}`;
}

/** Creates the error of a flag whose value cannot be used, with a valid example. */
export function flagError(flag: string, value: unknown, issue: string): UsageError {
  const sentence = issue.replace(/[^.?!]$/, "$&.");
  // The URL of a database may have a password.
  const shown = flag === "--database" ? "" : ` "${value}"`;
  return new UsageError(`Invalid ${flag}${shown}: ${sentence} Example: ${exampleOf(flag)}`);
}
