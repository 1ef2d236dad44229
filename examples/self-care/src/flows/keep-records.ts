import type { QueryClient } from "@tanstack/react-query";
import type { ActionFlow, FlowRecord } from "@tmf654/client/flow";

/** The keys of the stored records. */
const keys = { topUp: "self-care.top-up", transfer: "self-care.transfer" } as const;

/**
 * Creates a flow whose record stays in the storage of the tab. After a reload the flow continues
 * with an action that was not finished. It reads the outcome and never pays again.
 */
export function keepRecord<R, B>(
  queryClient: QueryClient,
  name: keyof typeof keys,
  create: (onRecord: (record: object) => void) => ActionFlow<R, B>,
): ActionFlow<R, B> {
  const key = keys[name];
  const flow = create((record) => sessionStorage.setItem(key, JSON.stringify(record)));
  const stored: FlowRecord<B> | null = JSON.parse(sessionStorage.getItem(key) ?? "null");
  if (stored && stored.step !== "done") {
    void flow.resume(stored).then(() => queryClient.invalidateQueries());
  }
  return flow;
}

/** Removes the stored records. The actions themselves continue on the server. */
export function forgetRecords(): void {
  for (const key of Object.values(keys)) sessionStorage.removeItem(key);
}
