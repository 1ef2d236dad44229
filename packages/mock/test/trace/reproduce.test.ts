/** The check that a trace is complete: its commands turn the earlier state into the later one. */
import { createMock, type Mock, type Snapshot, type TraceCommand } from "@tmf654/mock";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { base } from "../support/send.ts";

type Tables = Readonly<Record<TraceCommand["changes"][number]["table"], Map<string, unknown>>>;

/** The records of a snapshot by table and id, as JSON has them. */
function tablesOf({ store }: Snapshot): Tables {
  const plain = JSON.parse(JSON.stringify(store)) as Snapshot["store"];
  const days = plain.transferDays.map(([id, day, steps]) => [`${id} ${day}`, steps] as const);
  return {
    bucket: new Map(plain.buckets.map((record) => [record.id, record])),
    action: new Map(plain.actions.map((record) => [record.id, record])),
    voucher: new Map(plain.vouchers.map((record) => [record.code, record])),
    voucherLock: new Map(plain.voucherLocks),
    paymentUse: new Map(plain.paymentUses),
    transferDay: new Map(days),
  };
}

/** Applies the changes of a trace to the records before. */
function applyChanges(tables: Tables, commands: readonly TraceCommand[]): void {
  for (const { table, id, day, before, after } of commands.flatMap(({ changes }) => changes)) {
    const key = table === "transferDay" ? `${id} ${day}` : id;
    expect(before ?? 0).toEqual(tables[table].get(key) ?? 0);
    if (after === undefined) tables[table].delete(key);
    else tables[table].set(key, after);
  }
}

/** The balances of all buckets after the postings of a trace. */
function applyPostings(tables: Tables, commands: readonly TraceCommand[]): Map<string, number> {
  const balances = balancesOf(tables);
  const add = (account: TraceCommand["postings"][number]["from"], steps: number) => {
    if (typeof account === "string") return;
    const key = `${account.bucketId} ${account.part}`;
    balances.set(key, (balances.get(key) ?? 0) + steps);
  };
  for (const { from, to, steps } of commands.flatMap(({ postings }) => postings)) {
    add(from, -steps);
    add(to, steps);
  }
  return balances;
}

function balancesOf({ bucket }: Tables): Map<string, number> {
  const records = [...bucket.values()] as { id: string; remaining: number; reserved: number }[];
  return new Map(
    records.flatMap(({ id, remaining, reserved }) => [
      [`${id} spendable`, remaining],
      [`${id} held`, reserved],
    ]),
  );
}

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body?: object;
}

const amount = fc.record({
  amount: fc.constantFrom(0, 0.01, 1, 4, 12.5, 40, -3),
  units: fc.constantFrom("EUR", "EUR", "EUR", "GB"),
});
const common = fc.record({
  bucket: fc
    .constantFrom("ana-main", "ana-main", "liam-main", "farid-main", "declined-main", "none")
    .map((id) => ({ id })),
  usageType: fc.constant("monetary"),
  amount,
});
const more = fc.constantFrom<object>(
  {},
  { paymentMethod: { id: "pm_declined" } },
  { paymentMethod: { id: "pm_slow" } },
  { paymentMethod: { id: "PT-1", "@type": "PaymentTransaction" } },
  { voucher: "WRONG-CODE" },
  { isAutoTopup: true, recurringPeriod: "weekly" },
);

/** Requests; a PATCH and a DELETE use one of the earlier reservations. */
const request: fc.Arbitrary<Sent> = fc.oneof(
  fc.tuple(common, more).map(([body, extra]) => {
    return { method: "POST", path: "/topupBalance", body: { ...body, ...extra } };
  }),
  common.map((body) => {
    const adjust = { ...body, adjustType: "oneTime", reason: "r" };
    return { method: "POST", path: "/adjustBalance", body: adjust };
  }),
  common.map((body) => ({ method: "POST", path: "/reserveBalance", body })),
  common.map((body) => {
    const receiver = { receiverBucket: { id: "liam-main" }, receiverBucketUsageType: "monetary" };
    const numbers = { receiverLogicalResource: { id: "353209100113" }, channel: { id: "app" } };
    return {
      method: "POST",
      path: "/transferBalance",
      body: { ...body, ...receiver, ...numbers, logicalResource: [], reason: "r" },
    };
  }),
  fc.constantFrom("completed", "cancelled").map((status) => {
    return { method: "PATCH", path: "/reserveBalance/{id}", body: { status, reason: "r" } };
  }),
  fc.constant({ method: "DELETE", path: "/reserveBalance/{id}" }),
);

async function send(mock: Mock, { method, path, body }: Sent): Promise<Response> {
  const latest = mock.list("reserveBalance").at(-1)?.id ?? "none";
  return mock.fetch(`http://mock.test${base}${path.replace("{id}", latest)}`, {
    method,
    headers: { "content-type": "application/json" },
    ...(body && { body: JSON.stringify({ partyAccount: undefined, ...body }) }),
  });
}

/** The code of a refusal, in an error body or in a failed task. */
function refusalIn(text: string): string | undefined {
  const body = text === "" ? {} : JSON.parse(text);
  return body.failure?.code ?? (body.status === "409" ? body.code : undefined);
}

describe("Traces: a trace reproduces the response and the state", () => {
  test.each(["task", "reject"] as const)("with refusals as %s", async (refusals) => {
    const seen = { accepted: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 5, maxLength: 25 }), async (requests) => {
        const mock = createMock({ trace: true, clock: "2026-03-10T12:00:00Z" });
        mock.setProfile({ extends: "reference", name: "test", ledger: { refusals } });
        for (const each of requests) {
          const tables = tablesOf(mock.snapshot());
          const response = await send(mock, each);
          const { commands, isComplete } = await mock.trace(response);
          const after = tablesOf(mock.snapshot());
          expect(isComplete).toBe(true);
          expect(applyPostings(tables, commands)).toEqual(balancesOf(after));
          applyChanges(tables, commands);
          expect(tables).toEqual(after);
          const refusal = commands[0]?.refusal?.code;
          expect(refusalIn(await response.text())).toBe(
            response.status === 400 || response.status === 404 ? undefined : refusal,
          );
          for (const { outcome } of commands) if (outcome !== "unchanged") seen[outcome] += 1;
        }
        await mock.close();
      }),
      { numRuns: 25, seed: 654 },
    );
    expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(20);
  });

  test("control: with a change left out, the state is another one", async () => {
    const mock = createMock({ trace: true });
    const tables = tablesOf(mock.snapshot());
    const body = {
      bucket: { id: "ana-main" },
      usageType: "monetary",
      amount: { amount: 1, units: "EUR" },
      partyAccount: { id: "acc-ana" },
    };
    const response = await send(mock, { method: "POST", path: "/topupBalance", body });
    const { commands } = await mock.trace(response);
    const [command] = commands;
    if (!command) throw new Error("no command");
    const without = { ...command, changes: command.changes.slice(1), postings: [] };
    const after = tablesOf(mock.snapshot());
    expect(applyPostings(tables, [without])).not.toEqual(balancesOf(after));
    applyChanges(tables, [without]);
    expect(tables).not.toEqual(after);
  });
});
