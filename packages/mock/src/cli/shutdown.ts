import process from "node:process";
import type { MockServer } from "../node/index.ts";
import type { ServedMock } from "./served-mock.ts";

/** The exit codes of a process after each signal. */
const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Ends the process on a signal. It first waits for requests in progress, then for pending events,
 * at most three seconds each. A container platform allows ten. A second signal ends the process at
 * once.
 */
export function endOnSignal(server: MockServer, closeMocks: ServedMock["close"]): void {
  let isEnding = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, async () => {
      if (isEnding) process.exit(exitCodes[signal]);
      isEnding = true;
      await server.close();
      const undelivered = await closeMocks();
      if (undelivered > 0) process.stderr.write(`${undeliveredLine(undelivered)}\n`);
      process.exit(0);
    });
  }
}

function undeliveredLine(count: number): string {
  return `${count} ${count === 1 ? "event was" : "events were"} not delivered.`;
}
