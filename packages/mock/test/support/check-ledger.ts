import { brokenInvariants, emptyState } from "@tmf654/ledger";
import type { Mock } from "@tmf654/mock";

/** Returns the broken invariants, and the sum of each dimension over buckets and outside accounts. */
export function checkLedger(mock: Pick<Mock, "snapshot" | "outsideAccounts">): {
  broken: string[];
  sums: number[];
} {
  const { store } = mock.snapshot();
  const state = emptyState();
  for (const bucket of store.buckets) state.bucket.set(bucket.id, bucket);
  for (const action of store.actions) state.action.set(action.id, action);
  for (const voucher of store.vouchers) state.voucher.set(voucher.code, voucher);
  const sums = new Map<string, number>();
  const add = (dimension: string, steps: number) =>
    sums.set(dimension, (sums.get(dimension) ?? 0) + steps);
  for (const { dimension, remaining, reserved } of store.buckets)
    add(dimension, remaining + reserved);
  for (const [dimension, accounts] of Object.entries(mock.outsideAccounts())) {
    for (const steps of Object.values(accounts)) add(dimension, steps);
  }
  return { broken: brokenInvariants(state), sums: [...sums.values()].filter((sum) => sum !== 0) };
}
