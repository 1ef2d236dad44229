import type { RecordChange } from "../model/decision.ts";
import { brokenInvariants } from "./invariants.ts";
import { apply, type MemoryState } from "./memory.ts";

/**
 * `apply`, followed by a check of every invariant of the changed records.
 * @throws Error that names each broken invariant and its records. The cause is a decision on
 * another state, for example two decisions on one state that are applied one after the other.
 */
export function applyAndCheck(state: MemoryState, changes: readonly RecordChange[]): void {
  apply(state, changes);
  const brokenNames = brokenInvariants(state, changes);
  if (brokenNames.length === 0) return;
  const remedy = "Decide each command on the state after the previous one.";
  throw new Error(`The ledger does not balance. ${brokenNames.join("; ")}. ${remedy}`);
}
