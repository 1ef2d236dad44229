import process from "node:process";
import type { MockServer } from "../node/index.ts";
import type { World } from "./setup.ts";

/** What a shell sees of a program that a signal ended. */
const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Ends the program on a signal: requests under way first, then the events that wait, each for three
 * seconds at most, so that a container's ten are enough. A second signal ends it at once.
 */
export function endOnSignal(server: MockServer, world: World): void {
  let isEnding = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, async () => {
      if (isEnding) process.exit(exitCodes[signal]);
      isEnding = true;
      await server.close();
      const lost = await world.close();
      if (lost > 0) process.stderr.write(`${lostLine(lost)}\n`);
      process.exit(0);
    });
  }
}

function lostLine(count: number): string {
  return `${count} ${count === 1 ? "event was" : "events were"} not delivered.`;
}
