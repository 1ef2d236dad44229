import { expect, test } from "@tmf654/mock/vitest";
import { afterAll, describe, expect as plainExpect } from "vitest";
import { readBalance, topUp } from "./app.ts";

/** A gate that opens when this number of tests wait at it, so that they run concurrently. */
function createGate(size: number): () => Promise<void> {
  let waiting = 0;
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return async () => {
    waiting += 1;
    if (waiting === size) open();
    await opened;
  };
}

const amounts = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

describe("ten concurrent tests of one app", { concurrent: true, timeout: 30_000 }, () => {
  const [atStart, afterWrite] = [createGate(10), createGate(10)];
  const balances = new Map<number, number>();

  test.for(amounts)(
    "a test that tops up by %d sees its own data only",
    async (amount, { mock }) => {
      await atStart();
      await topUp(amount);
      await afterWrite();
      const remaining = await readBalance();
      balances.set(amount, remaining);
      expect(remaining).toBe(25.5 + amount);
      expect(mock).toHaveBalance("ana-main", `${25.5 + amount} EUR`);
      expect(mock).toHaveReceived("createTopupBalance", { times: 1, body: { amount: { amount } } });
      expect(mock.list("topupBalance")).toHaveLength(1);
      // The next timers and microtasks still belong to the test.
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect(await readBalance()).toBe(25.5 + amount);
    },
  );

  afterAll(() => {
    plainExpect(balances.size).toBe(10);
  });
});
