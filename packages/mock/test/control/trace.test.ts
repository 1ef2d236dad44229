import { createMock, type MockOptions, type Trace } from "@tmf654/mock";
import { createControl } from "@tmf654/mock/control";
import { describe, expect, test } from "vitest";
import { base } from "../support/send.ts";
import { checkDocumented } from "./documented.ts";

const clock = "2026-03-10T12:00:00Z";
const reservation = {
  bucket: { id: "ana-main" },
  partyAccount: { id: "acc-ana" },
  usageType: "monetary",
  amount: { amount: 40, units: "EUR" },
};

function open(options: MockOptions = {}) {
  const mock = createMock({ clock, ...options });
  const control = createControl({ fetch: checkDocumented(mock.fetch) });
  const post = (body: object) =>
    mock.fetch(`http://mock.test${base}/reserveBalance`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  return { mock, control, post };
}

describe("The control plane: the trace of a response", () => {
  test("has the steps, the rule that refused with its facts, and the remedy", async () => {
    const { control, post } = open({ trace: true });
    const response = await post(reservation);
    const trace = await control.trace(response.headers.get("x-mock-trace") ?? "");
    expect(trace).toMatchObject({
      operation: "createReserveBalance",
      method: "POST",
      path: "/reserveBalance",
      status: 201,
      decidedBy: "operation",
      reason:
        "The ledger refused the command reserve: insufficientBalance (insufficient balance: " +
        "€40.00 needed, €25.50 available).",
      remedy: "Send a smaller amount, or top up the bucket first.",
      isComplete: true,
      profile: { name: "reference", required: true },
    });
    const [command] = trace.commands;
    const rule = command?.rules[0]?.find(({ result }) => result === "refused");
    expect(rule).toEqual({
      code: "insufficientBalance",
      result: "refused",
      facts: {
        "amount.steps": { amount: 40, units: "EUR" },
        "bucket.remaining": { amount: 25.5, units: "EUR" },
      },
    });
  });

  test("has the changes, the postings and the due work of an accepted command", async () => {
    const { mock, post } = open({ trace: true, profile: "certified" });
    const trace = await mock.trace(
      await post({ ...reservation, amount: { amount: 4, units: "EUR" } }),
    );
    const [command] = trace.commands;
    expect(command).toMatchObject({
      command: "reserve",
      outcome: "accepted",
      balances: [{ bucketId: "ana-main", remaining: { amount: 21.5, units: "EUR" } }],
      postings: [
        {
          from: { bucketId: "ana-main", part: "spendable" },
          to: { bucketId: "ana-main", part: "held" },
          amount: { amount: 4, units: "EUR" },
        },
      ],
      due: [{ time: "2026-03-10T12:15:00.000Z", command: "due" }],
    });
  });

  test("has only the steps while traces are off", async () => {
    const { mock, control, post } = open();
    expect(await off(mock.trace(await post(reservation)))).toBe(true);
    expect(await control.setTracing(true)).toEqual({ isOn: true });
    expect((await mock.trace(await post(reservation))).isComplete).toBe(true);
    expect(await control.setTracing(false)).toEqual({ isOn: false });
    expect(await off(mock.trace(await post(reservation)))).toBe(true);
  });

  test.each(["0", "99", "x", "1.5"])("is a 404 for the unknown id %s", async (id) => {
    const { mock, control, post } = open();
    await post(reservation);
    await expect(control.trace(id)).rejects.toMatchObject({ status: 404 });
    await expect(mock.trace(id)).rejects.toThrow("no trace");
  });

  test("is removed with the journal", async () => {
    const { mock, control, post } = open({ trace: true });
    const response = await post(reservation);
    await control.clearJournal();
    await expect(mock.trace(response)).rejects.toThrow("no trace 1");
  });

  test.each(["reset", "clearJournal"] as const)(
    "the id of a request before %s names no later request",
    async (change) => {
      const { mock, control, post } = open({ trace: true });
      const old = await post(reservation);
      await control[change]();
      const later = await post(reservation);
      await expect(mock.trace(old)).rejects.toThrow("no trace 1");
      await expect(control.request(1)).rejects.toMatchObject({ status: 404 });
      expect(later.headers.get("x-mock-trace")).toBe("2");
      expect((await mock.trace(later)).id).toBe("2");
    },
  );

  test("traces are kept as long as the journal", async () => {
    const { mock, post } = open({ trace: true, journal: { entries: 3 } });
    for (let n = 1; n <= 5; n += 1) await post(reservation);
    await expect(mock.trace("2")).rejects.toThrow("no trace 2");
    expect((await mock.trace("3")).isComplete).toBe(true);
  });

  test("a trace above the limit of the journal in bytes has no commands", async () => {
    const { mock, post } = open({ trace: true, journal: { bytes: 800 } });
    const trace = await mock.trace(await post(reservation));
    expect([trace.isComplete, trace.commands]).toEqual([false, []]);
  });

  test("an earlier trace keeps the policy of its profile", async () => {
    const { mock, post } = open({ trace: true });
    const response = await post(reservation);
    mock.setProfile("certified");
    const trace = await mock.trace(response);
    expect([trace.profile?.name, trace.commands[0]?.due]).toEqual(["reference", []]);
  });

  test("needs a response of the mock", async () => {
    const { mock } = open();
    await expect(mock.trace(new Response())).rejects.toThrow("X-Mock-Trace");
  });
});

async function off(asked: Promise<Trace>): Promise<boolean> {
  const { isComplete, commands, decidedBy } = await asked;
  return !isComplete && commands.length === 0 && decidedBy === "operation";
}
