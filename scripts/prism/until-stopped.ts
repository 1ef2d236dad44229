/** Processes that end together: on a signal, a command also ends the processes it started. */
import type { ChildProcess } from "node:child_process";

/** A server in a child process. */
export interface Running {
  /** Its address, such as `http://127.0.0.1:4010`. */
  readonly url: string;
  /** Ends the process and waits for it. */
  readonly stop: () => Promise<void>;
  /** Resolves with the exit code when the process exits. */
  readonly ended: Promise<number>;
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Handles signals until the servers run, so that an early stop leaves no process behind. */
export function stopWhileStarting(): void {
  for (const signal of SIGNALS) process.once(signal, () => process.exit(130));
}

/** Ends a child process when this process exits. */
export function stopOnExit(child: ChildProcess): void {
  process.once("exit", () => child.kill("SIGTERM"));
}

/** Waits for a signal or for a process to exit, then stops all of them and exits. */
export async function untilStopped(...processes: readonly Running[]): Promise<never> {
  const stopped = new Promise<number>((resolve) => {
    for (const signal of SIGNALS) {
      process.removeAllListeners(signal);
      process.once(signal, () => resolve(0));
    }
  });
  const code = await Promise.race([stopped, ...processes.map(({ ended }) => ended)]);
  await Promise.all(processes.map(({ stop }) => stop()));
  process.exit(code);
}
