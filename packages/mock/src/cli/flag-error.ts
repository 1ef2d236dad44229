import { allFlags, type Flag } from "./flags.ts";
import { UsageError } from "./usage-error.ts";

/** Returns a valid use of a flag, such as `--port 4010`. */
export function exampleOf(flag: string): string {
  const example = flagsNamed(flag).find((each) => each.example !== undefined)?.example;
  return example === undefined ? `--${nameOf(flag)}` : `--${nameOf(flag)} ${example}`;
}

/** Creates the error of a flag whose value cannot be used, with a valid example. */
export function flagError(flag: string, value: unknown, issue: string): UsageError {
  const sentence = issue.replace(/[^.?!]$/, "$&.");
  const shownValue = flagsNamed(flag).some(({ isSecret }) => isSecret) ? "" : ` "${value}"`;
  return new UsageError(`Invalid ${flag}${shownValue}: ${sentence} Example: ${exampleOf(flag)}`);
}

/** Returns the flags of this name. Several verbs may have a flag of the same name. */
function flagsNamed(flag: string): readonly Flag[] {
  return allFlags.flatMap((flags) => flags[nameOf(flag)] ?? []);
}

function nameOf(flag: string): string {
  return flag.replace(/^--/, "");
}
