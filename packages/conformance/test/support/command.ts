/** The command, in this process and in a child process. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { runMain } from "../../src/cli/run-main.ts";

/** Output and exit code of a command. */
export interface CommandResult {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** Runs the command in this process and returns its output. */
export async function runInProcess(...args: readonly string[]): Promise<CommandResult> {
  const [out, error]: [string[], string[]] = [[], []];
  const code = await runMain(args, {
    out: (text) => out.push(text),
    error: (text) => error.push(text),
    progress: () => {},
    environment: {},
    fetch,
  });
  return { code, out: out.join(""), error: error.join("") };
}

/** The command as a file. */
export const main = join(import.meta.dirname, "../../src/cli/main.ts");

/** Runs the command in a child process. */
export function runInChildProcess(...args: readonly string[]): Promise<CommandResult> {
  return new Promise((resolve) => {
    const node = ["--conditions=@tmf654/source", main, ...args];
    const options = { env: { ...process.env, GITHUB_STEP_SUMMARY: "" }, maxBuffer: 1e8 };
    execFile(process.execPath, node, options, (failure, out, error) => {
      resolve({ code: Number(failure?.code ?? 0), out, error });
    });
  });
}
