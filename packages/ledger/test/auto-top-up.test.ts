import { describe, expect, test } from "vitest";
import type { ActionRecord, Policy } from "../src/index.ts";
import { at, createLedger, DAY, eur, HOUR, hrefOf, idOf, START, summarize } from "./test-ledger.ts";

const account = { partyAccount: { id: "pa1" } };
const b1 = { bucket: { id: "b1" }, usageType: "monetary" } as const;
const until = (text: string) => ({ validFor: { endDateTime: text } });

function openLedger(options: Partial<Policy> = {}, end?: string) {
  const ledger = createLedger(options);
  ledger.open("b1", { remainingValue: eur(5), ...account, ...(end && until(end)) });
  return ledger;
}

describe("Top-up: auto-top-up", () => {
  const auto = (period: string, periods?: number, extra = {}) => ({
    ...b1,
    amount: eur(1),
    isAutoTopup: true,
    recurringPeriod: period as "weekly",
    ...(periods && { numberOfPeriods: periods }),
    ...extra,
  });
  const executions = (ledger: ReturnType<typeof openLedger>, id: string): ActionRecord[] =>
    [...ledger.state.action.values()].filter(({ parent }) => parent?.id === id);

  test("the parent stays created, each execution is linked, and the first runs at once", () => {
    const ledger = openLedger();
    const decision = ledger.post("topup", auto("weekly", 3));
    const id = idOf(decision);
    expect(summarize(decision)).toBe("accepted Create Create");
    expect(ledger.action(id)).toMatchObject({ status: "created", isAutoTopup: true });
    const [execution] = executions(ledger, id);
    expect(execution && ledger.action(execution.id)).toMatchObject({
      status: "completed",
      balanceTopup: {
        id,
        href: hrefOf("topupBalance", id),
        role: "parent",
        "@referredType": "TopupBalance",
      },
    });
    expect(execution && ledger.action(execution.id)).not.toHaveProperty("isAutoTopup");
    expect(ledger.bucket("b1").remainingValue).toEqual(eur(6));
    const ran = ledger.advanceTo(START + 7 * DAY);
    expect(ran.map(summarize)).toEqual(["accepted Create"]);
    expect(ledger.action(id).status).toBe("created");
    ledger.advanceTo(START + 365 * DAY);
    // After the last period the parent completes.
    expect(ledger.action(id).status).toBe("completed");
    expect(executions(ledger, id)).toHaveLength(3);
    expect(ledger.bucket("b1").remainingValue).toEqual(eur(8));
  });

  test.each([
    ["weekly", ["2030-01-31", "2030-02-07", "2030-02-14", "2030-02-21"]],
    ["fortnightly", ["2030-01-31", "2030-02-14", "2030-02-28", "2030-03-14"]],
    ["monthly", ["2030-01-31", "2030-02-28", "2030-03-31", "2030-04-30"]],
  ])("%s follows the calendar of its anchor: %s", (period, days) => {
    const ledger = openLedger();
    ledger.setNow(at("2030-01-31T10:00:00Z"));
    const id = idOf(ledger.post("topup", auto(period)));
    ledger.advanceTo(at("2030-04-30T10:00:00Z"));
    const dates = executions(ledger, id).map(
      ({ id: execution }) => ledger.action(execution).requestedDate,
    );
    expect(dates.slice(0, 4)).toEqual(days.map((day) => `${day}T10:00:00.000Z`));
    expect(ledger.action(id).status).toBe("created");
  });

  test("months are counted in UTC unless configured", () => {
    // 23:30 on 30 January in UTC is already the 31st two hours further east.
    const ledger = openLedger({ utcOffsetMinutes: 120 });
    ledger.setNow(at("2030-01-30T23:30:00Z"));
    const id = idOf(ledger.post("topup", auto("monthly", 2)));
    ledger.advanceTo(at("2030-03-30T00:00:00Z"));
    const [, second] = executions(ledger, id);
    expect(second && ledger.action(second.id).requestedDate).toBe("2030-02-27T23:30:00.000Z");
  });

  test("numberOfPeriods counts the first", () => {
    const ledger = openLedger();
    const id = idOf(ledger.post("topup", auto("weekly", 1)));
    expect(ledger.action(id).status).toBe("completed");
    expect(executions(ledger, id)).toHaveLength(1);
  });

  test("if the first execution is refused, the parent fails with the same failure", () => {
    const ledger = openLedger();
    const decision = ledger.post(
      "topup",
      auto("weekly", 3, { paymentMethod: { id: "pm_declined" } }),
    );
    expect(summarize(decision)).toBe("refused paymentDeclined Failure Failure");
    const [execution] = executions(ledger, idOf(decision));
    expect(decision.result).toMatchObject({ status: "failed" });
    expect(execution?.refusal).toEqual(decision.result?.refusal);
    expect(ledger.advanceTo(START + 365 * DAY)).toEqual([]);
  });

  test("a refused auto-top-up is not recorded if the policy rejects refusals", () => {
    const ledger = openLedger({ refusals: "reject" });
    const decision = ledger.post(
      "topup",
      auto("weekly", 3, { paymentMethod: { id: "pm_declined" } }),
    );
    expect(decision).toMatchObject({ outcome: "refused", changes: [], result: undefined });
  });

  test("a first execution refused after its delay fails the parent too", () => {
    const ledger = openLedger({ delayMs: { topup: HOUR } });
    const id = idOf(ledger.post("topup", auto("weekly", 3)));
    expect(ledger.action(id).status).toBe("created");
    ledger.run({ type: "suspend", bucketId: "b1" });
    const [late] = ledger.advanceTo(START + HOUR);
    expect(late && summarize(late)).toBe("refused bucketSuspended Failure Failure");
    expect(ledger.action(id)).toMatchObject({
      status: "failed",
      failure: { code: "bucketSuspended" },
    });
  });

  test("a parent that was cancelled during the delay stays cancelled", () => {
    const ledger = openLedger({ delayMs: { topup: HOUR } });
    const id = idOf(ledger.post("topup", auto("weekly", 3)));
    ledger.patch("topup", id, { status: "cancelled" });
    ledger.run({ type: "suspend", bucketId: "b1" });
    const [late] = ledger.advanceTo(START + HOUR);
    expect(late && summarize(late)).toBe("refused bucketSuspended Failure");
    expect(ledger.action(id).status).toBe("cancelled");
  });

  describe("the parent completes when the outcome of its last execution is known", () => {
    const slow = { paymentMethod: { id: "pm_slow" } };
    const startSlow = (periods: number) => {
      const ledger = openLedger();
      const id = idOf(ledger.post("topup", auto("weekly", periods, slow)));
      const [execution] = executions(ledger, id);
      return { ledger, id, executionId: execution?.id ?? "none" };
    };

    test("a slow payment keeps the parent created until the payment completes", () => {
      const { ledger, id } = startSlow(1);
      expect(ledger.action(id).status).toBe("created");
      expect(ledger.advanceTo(START + 30_000).map(summarize)).toEqual(["accepted"]);
      expect(ledger.action(id).status).toBe("completed");
      expect(ledger.bucket("b1").remainingValue).toEqual(eur(6));
    });

    test("the only execution, refused after its delay, fails the parent", () => {
      const { ledger, id } = startSlow(1);
      ledger.run({ type: "suspend", bucketId: "b1" });
      const [late] = ledger.advanceTo(START + 30_000);
      expect(late && summarize(late)).toBe("refused bucketSuspended Failure Failure");
      expect(ledger.action(id)).toMatchObject({
        status: "failed",
        failure: { code: "bucketSuspended" },
      });
    });

    test("the last of two executions, refused after its delay, completes the parent", () => {
      const { ledger, id } = startSlow(2);
      ledger.advanceTo(START + 7 * DAY);
      ledger.run({ type: "suspend", bucketId: "b1" });
      expect(ledger.action(id).status).toBe("created");
      ledger.advanceTo(START + 8 * DAY);
      expect(executions(ledger, id).map(({ status }) => status)).toEqual(["completed", "failed"]);
      expect(ledger.action(id).status).toBe("completed");
    });

    test.each(["patched", "deleted"])(
      "the parent completes although its last execution was cancelled during the delay (%s)",
      (how) => {
        const { ledger, id, executionId } = startSlow(1);
        if (how === "patched") ledger.patch("topup", executionId, { status: "cancelled" });
        else ledger.remove("topup", executionId);
        expect(ledger.action(executionId).status).toBe("cancelled");
        expect(ledger.action(id).status).toBe("completed");
      },
    );

    test("a period added during the delay is due as usual", () => {
      const { ledger, id } = startSlow(1);
      ledger.patch("topup", id, { numberOfPeriods: 2 });
      ledger.advanceTo(START + 7 * DAY);
      expect(executions(ledger, id)).toHaveLength(2);
      ledger.advanceTo(START + 8 * DAY);
      expect(ledger.action(id).status).toBe("completed");
    });
  });

  test("the parent completes only when the slower of two executions completes", () => {
    const ledger = openLedger({ delayMs: { topup: 10 * DAY } });
    const id = idOf(ledger.post("topup", auto("weekly", 2)));
    ledger.advanceTo(START + 10 * DAY);
    expect(executions(ledger, id).map(({ status }) => status)).toEqual(["completed", "created"]);
    expect(ledger.action(id).status).toBe("created");
    ledger.advanceTo(START + 17 * DAY);
    expect(ledger.action(id).status).toBe("completed");
  });

  test("a later refused execution sends its own failure and does not stop the parent", () => {
    const ledger = openLedger();
    const id = idOf(ledger.post("topup", auto("weekly", 3)));
    ledger.run({ type: "suspend", bucketId: "b1" });
    expect(ledger.advanceTo(START + 7 * DAY).map(summarize)).toEqual(["accepted Failure"]);
    ledger.run({ type: "resume", bucketId: "b1" });
    expect(ledger.advanceTo(START + 14 * DAY).map(summarize)).toEqual(["accepted Create"]);
    expect(executions(ledger, id).map(({ status }) => status)).toEqual([
      "completed",
      "failed",
      "completed",
    ]);
    expect(ledger.action(id).status).toBe("completed");
  });

  test("an execution between the first and the last, refused after its delay, does not change the parent", () => {
    const ledger = openLedger({ delayMs: { topup: HOUR } });
    const id = idOf(ledger.post("topup", auto("weekly", 3)));
    ledger.advanceTo(START + 7 * DAY);
    ledger.run({ type: "suspend", bucketId: "b1" });
    ledger.advanceTo(START + 8 * DAY);
    expect(executions(ledger, id).map(({ status }) => status)).toEqual(["completed", "failed"]);
    expect(ledger.action(id).status).toBe("created");
  });

  test.each([
    ["a voucher", { voucher: "card" }],
    ["an amount of 0", { amount: eur(0), validFor: { endDateTime: "2030-01-01T00:00:00Z" } }],
    ["a PaymentTransaction", { paymentMethod: { id: "tx", "@type": "PaymentTransaction" } }],
    ["an unknown period", { recurringPeriod: "yearly" }],
    ["zero periods", { numberOfPeriods: 0 }],
    ["half a period", { numberOfPeriods: 1.5 }],
  ])("with %s: 400", (_, extra) => {
    const decision = openLedger().post("topup", auto("weekly", 3, extra));
    expect(decision).toMatchObject({
      changes: [],
      refusal: { code: "autoTopupInvalid", http: 400, path: "isAutoTopup" },
    });
  });

  test.each([
    ["by time", "refuse", { recurringPeriod: "weekly" }],
    ["by time, although top-ups open buckets", "create", { recurringPeriod: "weekly" }],
    ["at a low balance", "create", { recurringPeriod: undefined }],
  ] as const)("an auto-top-up of a closed bucket fails when due: %s", (_, unknownBucket, extra) => {
    const ledger = openLedger({ unknownBucket });
    const id = idOf(ledger.post("topup", auto("weekly", 3, extra)));
    ledger.run({ type: "close", bucketId: "b1" });
    const due = extra.recurringPeriod === undefined ? START : START + 7 * DAY;
    expect(ledger.advanceTo(due).map(summarize)).toEqual(["refused bucketNotFound Failure"]);
    expect(ledger.action(id)).toMatchObject({
      status: "failed",
      failure: { code: "bucketNotFound", message: "bucket b1 not found" },
    });
    expect(ledger.advanceTo(START + 365 * DAY)).toEqual([]);
    expect(ledger.state.bucket.has("b1")).toBe(false);
  });

  test("an auto-top-up that opens its bucket and starts later continues", () => {
    const ledger = openLedger({ unknownBucket: "create" });
    const validFor = { startDateTime: new Date(START + 7 * DAY).toISOString() };
    const own = { bucket: { id: "later" }, validFor };
    const id = idOf(ledger.post("topup", auto("weekly", 2, own)));
    expect(ledger.advanceTo(START + 14 * DAY).map(summarize)).toEqual([
      "accepted Create",
      "accepted Create",
    ]);
    expect(ledger.action(id).status).toBe("completed");
  });

  test("cancelling the parent ends the executions", () => {
    const ledger = openLedger();
    const id = idOf(ledger.post("topup", auto("weekly")));
    expect(summarize(ledger.patch("topup", id, { status: "cancelled" }))).toBe("accepted Cancel");
    expect(ledger.advanceTo(START + 365 * DAY)).toEqual([]);
  });
});
