/** The registration at the hub. */
import { setTimeout as wait } from "node:timers/promises";
import { isTmf654Error, type Tmf654Client } from "@tmf654/client";
import type { Store } from "./store.ts";

/** The state of the registration after a check. */
export type RegistrationState = "new" | "known" | "without id";

/** The parts that a registration needs. */
export interface Registrar {
  readonly client: Pick<Tmf654Client, "hub">;
  readonly store: Pick<Store, "registration" | "saveRegistration">;
  readonly callback: string;
}

/**
 * Registers the callback. A second registration is a 409, which shows that the first one is still
 * there. The first one stays, because removing it would drop its waiting events.
 */
export async function register({ client, store, callback }: Registrar): Promise<RegistrationState> {
  try {
    const { id } = await client.hub.create({ callback });
    store.saveRegistration(callback, id);
    return "new";
  } catch (error) {
    if (!isTmf654Error(error, "ConflictError")) throw error;
    return store.registration(callback) === undefined ? "without id" : "known";
  }
}

/** Removes the registration. Returns false if the store has no id of it. */
export async function unregister({ client, store, callback }: Registrar): Promise<boolean> {
  const id = store.registration(callback);
  if (id === undefined) return false;
  try {
    await client.hub.delete(id);
  } catch (error) {
    if (!isTmf654Error(error, "NotFoundError")) throw error;
  }
  store.saveRegistration(callback, undefined);
  return true;
}

/** The line in the log for each state. */
const LINES: Readonly<Record<RegistrationState, string>> = {
  new: "registered",
  known: "still registered",
  "without id": "registered before with an unknown id, so SIGTERM cannot unregister",
};

/** The milliseconds before the next attempt after a failure; the last one repeats. */
const RETRY_MS = [500, 1000, 2000, 5000, 15_000] as const;

/**
 * Keeps the callback registered until the signal: also when the server starts later than the
 * listener, or loses its registrations.
 */
export async function stayRegistered(
  registrar: Registrar,
  renewMs: number,
  signal: AbortSignal,
  log: (line: string) => void,
): Promise<void> {
  let failures = 0;
  let last: RegistrationState | undefined;
  while (!signal.aborted) {
    try {
      const state = await register(registrar);
      if (state === "new" || state !== last) log(`${LINES[state]}: ${registrar.callback}`);
      failures = 0;
      last = state === "new" ? "known" : state;
    } catch (error) {
      failures += 1;
      log(`not registered: ${error instanceof Error ? error.message : error}`);
    }
    const retryMs = RETRY_MS[Math.min(failures, RETRY_MS.length) - 1];
    await wait(retryMs ?? renewMs, undefined, { signal }).catch(() => {});
  }
}
