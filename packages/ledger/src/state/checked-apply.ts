import type { RecordChange } from "../model/decision.ts";
import { brokenInvariants } from "./invariants.ts";
import { apply, type MemoryState } from "./memory.ts";

/**
 * `apply`, which then looks at every invariant of the records it touched.
 * @throws Error naming each broken invariant and the records at fault: the changes were not a
 * decision on this state, as when two were decided on one and applied one after the other.
 */
export function checkedApply(state: MemoryState, changes: readonly RecordChange[]): void {
  apply(state, changes);
  const broken = brokenInvariants(state, changes);
  if (broken.length === 0) return;
  const remedy = "Decide each command on the state that the one before it left.";
  throw new Error(`The ledger does not balance. ${broken.join("; ")}. ${remedy}`);
}
