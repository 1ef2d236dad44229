/** Commands in processes of their own. */
import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { setTimeout } from "node:timers/promises";

/** A command that was started. */
export interface StartedCommand {
  readonly child: ChildProcess;
  /** Resolves to the exit code. */
  readonly ended: Promise<number | null>;
  /** Returns all output so far. */
  readonly output: () => string;
  /** Returns the output on stdout so far. */
  readonly stdout: () => string;
  /** Resolves when the output matches. Rejects when the command ends earlier, or after a minute. */
  readonly until: (text: RegExp) => Promise<void>;
}

const limitMs = 60_000;

/** Starts a program in a folder. */
export function startCommand(
  program: string,
  args: readonly string[],
  folder: string,
  options: Pick<SpawnOptions, "detached" | "env"> = {},
): StartedCommand {
  const child = spawn(program, args, {
    ...options,
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  let stdoutText = "";
  child.stdout.on("data", (chunk) => {
    stdoutText += chunk;
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      text += chunk;
    });
  }
  const exitCodePromise = new Promise<number | null>((resolve) => child.on("close", resolve));
  const waitUntil = async (wanted: RegExp): Promise<void> => {
    const end = performance.now() + limitMs;
    while (!wanted.test(text)) {
      if (performance.now() > end || child.exitCode !== null) {
        throw new Error(`no ${wanted} in ${text}`);
      }
      await setTimeout(20);
    }
  };
  return {
    child,
    ended: exitCodePromise,
    output: () => text,
    stdout: () => stdoutText,
    until: waitUntil,
  };
}

/** Ends all processes of a group that a failure left behind. */
export function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch {
    // All processes of the group have already ended.
  }
}
