import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** The active mutant of this run; 0 for none. */
    mutant: number;
  }
}

const active = inject("mutant");

/** The mutants that were reached while none is active. */
export const reached = new Set<number>();

/** Whether a mutant is active. The changed source calls it at each mutant. */
export function isMutant(number: number): boolean {
  if (active === 0) reached.add(number);
  return number === active;
}
