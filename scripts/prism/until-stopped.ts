/** How the commands end: with what they started, whenever they are told to. */
import type { ChildProcess } from "node:child_process";

export type Running = {
  /** Where it listens: `http://127.0.0.1:4010`. */
  readonly url: string;
  /** Ends the process and waits for it. */
  readonly stop: () => Promise<void>;
  /** Resolves with the exit code when the process ends, for whatever reason. */
  readonly ended: Promise<number>;
};

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Called first: a command that is stopped while it starts leaves no process behind. */
export function stopWhileStarting(): void {
  for (const signal of SIGNALS) process.once(signal, () => process.exit(130));
}

/** Ends a process with this one, however this one ends. */
export function endWithThis(child: ChildProcess): void {
  process.once("exit", () => child.kill("SIGTERM"));
}

/** Waits until one of the processes ends or this one is told to; then ends the others and this. */
export async function untilStopped(...processes: readonly Running[]): Promise<never> {
  const told = new Promise<number>((resolve) => {
    for (const signal of SIGNALS) {
      process.removeAllListeners(signal);
      process.once(signal, () => resolve(0));
    }
  });
  const code = await Promise.race([told, ...processes.map(({ ended }) => ended)]);
  await Promise.all(processes.map(({ stop }) => stop()));
  process.exit(code);
}
