/** The command from its arguments to its exit code. */
import { ConformanceOptionsError } from "../run/options.ts";
import { CliUsageError, readArguments } from "./arguments.ts";
import { type CliHost, runCommand } from "./commands.ts";

/** Runs the command. A failure prints one line on `error` and returns exit code 2. */
export async function runMain(args: readonly string[], host: CliHost): Promise<number> {
  try {
    return await runCommand(readArguments(args), host);
  } catch (error) {
    if (!isExpected(error)) throw error;
    host.error(`${error.message}\n`);
    return 2;
  }
}

/**
 * Whether an error is invalid usage, an invalid option, or a system error, such as a port in use.
 */
function isExpected(error: unknown): error is Error {
  if (error instanceof CliUsageError || error instanceof ConformanceOptionsError) return true;
  return error instanceof Error && "code" in error;
}
