import type { Running } from "./launch.ts";

/** Waits until one of the processes ends or this one is told to; then ends the others and this. */
export async function untilStopped(...processes: readonly Running[]): Promise<never> {
  const told = new Promise<number>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve(0));
  });
  const code = await Promise.race([told, ...processes.map(({ ended }) => ended)]);
  await Promise.all(processes.map(({ stop }) => stop()));
  process.exit(code);
}
