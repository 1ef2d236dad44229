import type { StateChanges } from "../ports/state-changes.ts";

/**
 * Creates the function that sends an event after all changes are stored. `untilSaved` returns the
 * promise of the changes that are not stored yet.
 */
export function createWhenStored(
  untilSaved: () => Promise<void> | undefined,
): NonNullable<StateChanges["whenStored"]> {
  return (send) =>
    untilSaved()?.then(send, () => ({ error: "not sent: the event was not stored" }));
}
