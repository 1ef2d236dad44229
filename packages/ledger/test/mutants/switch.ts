import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** The mutant that is awake in this run; 0 for none. */
    mutant: number;
  }
}

const awake = inject("mutant");

/** The mutants that were asked for, awake or not, while none is awake. */
export const reached = new Set<number>();

/** Stands in the ledger's source wherever a mutant could be. */
export function isMutant(number: number): boolean {
  if (awake === 0) reached.add(number);
  return number === awake;
}
