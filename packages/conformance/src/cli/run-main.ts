/** The command from its arguments to its exit code. */
import { ConformanceOptionsError } from "../run/options.ts";
import { CliUsageError, readArguments } from "./arguments.ts";
import { type CliHost, runCommand } from "./commands.ts";

/** Runs the command; what cannot be done is one line on `error` and exit code 2. */
export async function runMain(args: readonly string[], host: CliHost): Promise<number> {
  try {
    return await runCommand(readArguments(args), host);
  } catch (error) {
    if (!isExpected(error)) throw error;
    host.error(`${error.message}\n`);
    return 2;
  }
}

/** Usage, options, and errors of the machine, such as a port that is taken. */
function isExpected(error: unknown): error is Error {
  if (error instanceof CliUsageError || error instanceof ConformanceOptionsError) return true;
  return error instanceof Error && "code" in error;
}
