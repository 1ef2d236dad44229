import { describe, expect, test } from "vitest";
import type { ActionRecord, Policy } from "../src/index.ts";
import { at, createLedger, DAY, eur, HOUR, hrefOf, idOf, START, short } from "./kit.ts";

const account = { partyAccount: { id: "pa1" } };
const b1 = { bucket: { id: "b1" }, usageType: "monetary" } as const;
const until = (text: string) => ({ validFor: { endDateTime: text } });

const opened = (options: Partial<Policy> = {}, end?: string) => {
  const ledger = createLedger(options);
  ledger.open("b1", { remainingValue: eur(5), ...account, ...(end && until(end)) });
  return ledger;
};

describe("§2 Top-up: auto-top-up", () => {
  const auto = (period: string, periods?: number, extra = {}) => ({
    ...b1,
    amount: eur(1),
    isAutoTopup: true,
    recurringPeriod: period as "weekly",
    ...(periods && { numberOfPeriods: periods }),
    ...extra,
  });
  const children = (ledger: ReturnType<typeof opened>, id: string): ActionRecord[] =>
    [...ledger.state.action.values()].filter(({ parent }) => parent?.id === id);

  test("the parent stays created, each execution is a linked child, the first at once", () => {
    const ledger = opened();
    const decision = ledger.post("topup", auto("weekly", 3));
    const id = idOf(decision);
    expect(short(decision)).toBe("accepted Create Create");
    expect(ledger.action(id)).toMatchObject({ status: "created", isAutoTopup: true });
    const [child] = children(ledger, id);
    expect(child && ledger.action(child.id)).toMatchObject({
      status: "completed",
      balanceTopup: {
        id,
        href: hrefOf("topupBalance", id),
        role: "parent",
        "@referredType": "TopupBalance",
      },
    });
    expect(child && ledger.action(child.id)).not.toHaveProperty("isAutoTopup");
    expect(ledger.bucket("b1").remainingValue).toEqual(eur(6));
    const ran = ledger.advanceTo(START + 7 * DAY);
    expect(ran.map(short)).toEqual(["accepted Create"]);
    expect(ledger.action(id).status).toBe("created");
    ledger.advanceTo(START + 365 * DAY);
    // After the last period the parent completes.
    expect(ledger.action(id).status).toBe("completed");
    expect(children(ledger, id)).toHaveLength(3);
    expect(ledger.bucket("b1").remainingValue).toEqual(eur(8));
  });

  test.each([
    ["weekly", ["2030-01-31", "2030-02-07", "2030-02-14", "2030-02-21"]],
    ["fortnightly", ["2030-01-31", "2030-02-14", "2030-02-28", "2030-03-14"]],
    ["monthly", ["2030-01-31", "2030-02-28", "2030-03-31", "2030-04-30"]],
  ])("%s keeps to the calendar of its anchor: %s", (period, days) => {
    const ledger = opened();
    ledger.setNow(at("2030-01-31T10:00:00Z"));
    const id = idOf(ledger.post("topup", auto(period)));
    ledger.advanceTo(at("2030-04-30T10:00:00Z"));
    const dates = children(ledger, id).map(({ id: child }) => ledger.action(child).requestedDate);
    expect(dates.slice(0, 4)).toEqual(days.map((day) => `${day}T10:00:00.000Z`));
    expect(ledger.action(id).status).toBe("created");
  });

  test("months are counted in UTC unless configured", () => {
    // 23:30 on 30 January in UTC is already the 31st two hours further east.
    const ledger = opened({ utcOffsetMinutes: 120 });
    ledger.setNow(at("2030-01-30T23:30:00Z"));
    const id = idOf(ledger.post("topup", auto("monthly", 2)));
    ledger.advanceTo(at("2030-03-30T00:00:00Z"));
    const [, second] = children(ledger, id);
    expect(second && ledger.action(second.id).requestedDate).toBe("2030-02-27T23:30:00.000Z");
  });

  test("numberOfPeriods counts the first", () => {
    const ledger = opened();
    const id = idOf(ledger.post("topup", auto("weekly", 1)));
    expect(ledger.action(id).status).toBe("completed");
    expect(children(ledger, id)).toHaveLength(1);
  });

  test("if the first is refused the parent is failed with the same failure", () => {
    const ledger = opened();
    const decision = ledger.post(
      "topup",
      auto("weekly", 3, { paymentMethod: { id: "pm_declined" } }),
    );
    expect(short(decision)).toBe("refused paymentDeclined Failure Failure");
    const [child] = children(ledger, idOf(decision));
    expect(decision.result).toMatchObject({ status: "failed" });
    expect(child?.refusal).toEqual(decision.result?.refusal);
    expect(ledger.advanceTo(START + 365 * DAY)).toEqual([]);
  });

  test("nothing is recorded of a refused one where refusals are rejected", () => {
    const ledger = opened({ refusals: "reject" });
    const decision = ledger.post(
      "topup",
      auto("weekly", 3, { paymentMethod: { id: "pm_declined" } }),
    );
    expect(decision).toMatchObject({ outcome: "refused", changes: [], result: undefined });
  });

  test("a first execution refused after its delay fails the parent too", () => {
    const ledger = opened({ delayMs: { topup: HOUR } });
    const id = idOf(ledger.post("topup", auto("weekly", 3)));
    expect(ledger.action(id).status).toBe("created");
    ledger.run({ type: "suspend", bucketId: "b1" });
    const [late] = ledger.advanceTo(START + HOUR);
    expect(late && short(late)).toBe("refused bucketSuspended Failure Failure");
    expect(ledger.action(id)).toMatchObject({
      status: "failed",
      failure: { code: "bucketSuspended" },
    });
  });

  test("a parent that is cancelled meanwhile stays cancelled", () => {
    const ledger = opened({ delayMs: { topup: HOUR } });
    const id = idOf(ledger.post("topup", auto("weekly", 3)));
    ledger.patch("topup", id, { status: "cancelled" });
    ledger.run({ type: "suspend", bucketId: "b1" });
    const [late] = ledger.advanceTo(START + HOUR);
    expect(late && short(late)).toBe("refused bucketSuspended Failure");
    expect(ledger.action(id).status).toBe("cancelled");
  });

  test("a later refused child sends its own failure and does not stop the parent", () => {
    const ledger = opened();
    const id = idOf(ledger.post("topup", auto("weekly", 3)));
    ledger.run({ type: "suspend", bucketId: "b1" });
    expect(ledger.advanceTo(START + 7 * DAY).map(short)).toEqual(["accepted Failure"]);
    ledger.run({ type: "resume", bucketId: "b1" });
    expect(ledger.advanceTo(START + 14 * DAY).map(short)).toEqual(["accepted Create"]);
    expect(children(ledger, id).map(({ status }) => status)).toEqual([
      "completed",
      "failed",
      "completed",
    ]);
    expect(ledger.action(id).status).toBe("completed");
  });

  test("a later child refused after its delay leaves the parent alone", () => {
    const ledger = opened({ delayMs: { topup: HOUR } });
    const id = idOf(ledger.post("topup", auto("weekly", 3)));
    ledger.advanceTo(START + 7 * DAY);
    ledger.run({ type: "suspend", bucketId: "b1" });
    ledger.advanceTo(START + 8 * DAY);
    expect(children(ledger, id).map(({ status }) => status)).toEqual(["completed", "failed"]);
    expect(ledger.action(id).status).toBe("created");
  });

  test.each([
    ["a voucher", { voucher: "card" }],
    ["a PaymentTransaction", { paymentMethod: { id: "tx", "@type": "PaymentTransaction" } }],
    ["no period", { recurringPeriod: undefined }],
    ["zero periods", { numberOfPeriods: 0 }],
    ["half a period", { numberOfPeriods: 1.5 }],
  ])("with %s: 400", (_, extra) => {
    const decision = opened().post("topup", auto("weekly", 3, extra));
    expect(decision).toMatchObject({
      changes: [],
      refusal: { code: "autoTopupInvalid", http: 400, path: "isAutoTopup" },
    });
  });

  test("cancelling the parent ends it", () => {
    const ledger = opened();
    const id = idOf(ledger.post("topup", auto("weekly")));
    expect(short(ledger.patch("topup", id, { status: "cancelled" }))).toBe("accepted Cancel");
    expect(ledger.advanceTo(START + 365 * DAY)).toEqual([]);
  });
});
