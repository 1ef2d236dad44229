import { createClient, isTmf654Error } from "@tmf654/client";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createFakeServer, fetchFailed, instantPlatform } from "./helpers/fake-server.ts";
import { card, paid, voucher } from "./helpers/unconfirmed-write.ts";

const runs = process.env.TMF654_DEEP ? 20_000 : 1000;
const year = 365 * 86_400_000;
const ours = Date.parse("2026-03-01T12:00:00Z");

/** A clock of the server: off by up to a year, standing or running. */
const clock = fc
  .record({
    off: fc.oneof(
      fc.integer({ min: -year, max: year }),
      fc.integer({ min: -600_000, max: 600_000 }),
    ),
    stands: fc.boolean(),
  })
  .map(
    ({ off, stands }) =>
      (now: number) =>
        (stands ? ours : now) + off,
  );

/** An earlier action: its age, and how it resembles the write. */
const earlier = fc.record({
  age: fc.oneof(fc.integer({ min: 0, max: 2 * year }), fc.integer({ min: 0, max: 900_000 })),
  amount: fc.constantFrom(5, 6),
  status: fc.constantFrom("completed", "failed", "created", "cancelled"),
  owner: fc.constantFrom("b1", "b2"),
  payment: fc.constantFrom("none", "other", "own"),
});

const fate = fc.record({
  applied: fc.boolean(),
  delayMs: fc.constantFrom(0, 0, 800, 3000),
  status: fc.constantFrom("completed", "created", "failed"),
});

const scenario = fc.record({
  body: fc.constantFrom(card, paid, voucher),
  records: clock,
  header: fc.option(clock, { nil: undefined }),
  past: fc.array(earlier, { maxLength: 4 }),
  fate,
});

type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never;

const unique = {
  none: {},
  other: { voucher: "9999", paymentMethod: { id: "pay-0", "@type": "PaymentTransaction" } },
  own: { voucher: "4711", paymentMethod: { id: "pay-7", "@type": "PaymentTransaction" } },
};

/** Reconciles a lost write and returns the verdict, the truth and what could decide. */
async function reconcile({ body, records, header, past, fate }: Scenario) {
  const { platform } = instantPlatform();
  const dated = (at: number) => new Date(records(at)).toISOString();
  const isUnique = body !== card;
  // A payment or voucher is used once: an earlier action with ours has failed.
  const rows: object[] = past.map(({ age, amount, status, owner, payment }, at) => ({
    id: `old${at}`,
    ...card,
    bucket: { id: owner },
    partyAccount: { id: owner === "b1" ? "pa1" : "pa2" },
    amount: { amount, units: "EUR" },
    status: payment === "own" && isUnique ? "failed" : status,
    requestedDate: dated(ours - age),
    ...unique[isUnique || payment !== "own" ? payment : "none"],
  }));
  const own = { id: "t1", ...body, status: fate.status, requestedDate: dated(ours) };
  const server = createFakeServer(({ method, path }) => {
    if (method === "POST") return fetchFailed({ code: "ECONNRESET" });
    const now = platform.now();
    const isThere = fate.applied && now >= ours + fate.delayMs;
    const all = [...rows, ...(isThere ? [own] : [])] as Record<string, { id: string }>[];
    const query = new URL(path, "http://x").searchParams;
    const bucket = query.get("bucket.id");
    const offset = Number(query.get("offset") ?? 0);
    const found = all.filter((row) => !bucket || row.bucket?.id === bucket).slice(offset);
    const date = header ? { date: new Date(header(now)).toUTCString() } : undefined;
    return { body: found, headers: { ...date } as HeadersInit };
  });
  const client = createClient({ ...server.options, platform, retry: false });
  const error = await client.topupBalance.create(body).catch((thrown) => thrown);
  if (!isTmf654Error(error, "UnknownOutcomeError")) throw error;
  const { verdict, resource } = await error.reconcile();
  return { verdict, resource, isUnique, isDone: fate.applied && fate.status !== "failed" };
}

test("never concludes a wrong verdict, whatever the server's clocks say", async () => {
  const verdicts = new Set<string>();
  await fc.assert(
    fc.asyncProperty(scenario, async (given) => {
      const { verdict, resource, isDone, isUnique } = await reconcile(given);
      verdicts.add(`${verdict} ${isUnique}`);
      if (verdict === "notApplied") expect(isDone).toBe(false);
      if (verdict === "applied" && isUnique) {
        expect(isDone).toBe(true);
        expect(resource?.id).toBe("t1");
      }
    }),
    { numRuns: runs },
  );
  expect([...verdicts].sort()).toEqual([
    "applied false",
    "applied true",
    "notApplied false",
    "notApplied true",
    "undecided false",
    "undecided true",
  ]);
});
