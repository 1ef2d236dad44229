import process from "node:process";
import type { MockServer } from "../node/index.ts";
import type { ServedMock } from "./served-mock.ts";

/** The exit codes of a process after each signal. */
const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

/** The pause in milliseconds between two checks of the parent process. */
const parentIntervalMs = 500;

/**
 * Ends the process on a signal. It first waits for requests in progress, then for pending events,
 * at most three seconds each. A container platform allows ten seconds in total. A second signal
 * ends the process at once.
 */
export function endOnSignal(server: MockServer, closeMocks: ServedMock["close"]): void {
  let isEnding = false;
  const end = async (signal: keyof typeof exitCodes): Promise<void> => {
    if (isEnding) process.exit(exitCodes[signal]);
    isEnding = true;
    await server.close();
    const undelivered = await closeMocks();
    if (undelivered > 0) process.stderr.write(`${undeliveredLine(undelivered)}\n`);
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => end(signal));
  onParentEnd(() => {
    if (!isEnding) void end("SIGTERM");
  });
}

/**
 * Calls the function when the parent process ends, in a process that npm or npx started. npm starts
 * a shell between the two processes, and this shell does not forward signals.
 */
export function onParentEnd(task: () => void): void {
  if (process.env.npm_command === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    task();
  }, parentIntervalMs).unref();
}

function undeliveredLine(count: number): string {
  return `${count} ${count === 1 ? "event was" : "events were"} not delivered.`;
}
