import { expect, test } from "vitest";
import { createLedger, eur } from "../../test/test-ledger.ts";
import { changeStatus } from "./transitions.ts";

test("ending an action that has ended throws an error", () => {
  const ledger = createLedger();
  ledger.open("b", { remainingValue: eur(1) });
  const { result } = ledger.post("adjust", { bucket: { id: "b" }, amount: eur(1) });
  expect(() => result && changeStatus(result, "cancelled", 0)).toThrow(
    new RangeError("adjust adjust-1: completed cannot become cancelled"),
  );
});
