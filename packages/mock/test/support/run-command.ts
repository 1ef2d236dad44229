import { readCommandLine } from "../../src/cli/arguments.ts";

/** The exit code of a command line, and what it printed. */
export interface CommandResult {
  readonly code: number | undefined;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line of `tmf654-mock` in a folder, in this process. */
export async function runCommand(folder: string, args: readonly string[]): Promise<CommandResult> {
  const command = readCommandLine(args);
  if ("error" in command) throw new Error(command.error);
  const { verb, values, operands } = command;
  let [out, err] = ["", ""];
  const code = await verb.run({
    ...{ values, operands, environment: {}, folder },
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}
