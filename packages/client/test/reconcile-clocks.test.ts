import { createClient, isTmf654Error } from "@tmf654/client";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  createFakeServer,
  createFetchError,
  createInstantPlatform,
} from "./helpers/fake-server.ts";
import { cardTopup, paymentTopup, voucherTopup } from "./helpers/unconfirmed-write.ts";

const runs = process.env.TMF654_DEEP ? 20_000 : 1000;
const year = 365 * 86_400_000;
const callTime = Date.parse("2026-03-01T12:00:00Z");

/** A clock of the server. It runs or stands still, and is wrong by up to a year. */
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
        (stands ? callTime : now) + off,
  );

/** An earlier action: its age, and its similarity to the write. */
const earlier = fc.record({
  age: fc.oneof(fc.integer({ min: 0, max: 2 * year }), fc.integer({ min: 0, max: 900_000 })),
  amount: fc.constantFrom(5, 6),
  status: fc.constantFrom("completed", "failed", "created", "cancelled"),
  owner: fc.constantFrom("b1", "b2"),
  payment: fc.constantFrom("none", "other", "own"),
});

const outcome = fc.record({
  applied: fc.boolean(),
  delayMs: fc.constantFrom(0, 0, 800, 3000),
  status: fc.constantFrom("completed", "created", "failed"),
});

const scenario = fc.record({
  body: fc.constantFrom(cardTopup, paymentTopup, voucherTopup),
  records: clock,
  header: fc.option(clock, { nil: undefined }),
  past: fc.array(earlier, { maxLength: 4 }),
  fate: outcome,
});

type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never;

const unique = {
  none: {},
  other: { voucher: "9999", paymentMethod: { id: "pay-0", "@type": "PaymentTransaction" } },
  own: { voucher: "4711", paymentMethod: { id: "pay-7", "@type": "PaymentTransaction" } },
};

/** Reconciles a lost write. Returns the verdict and the true outcome. */
async function reconcileLostWrite({ body, records, header, past, fate }: Scenario) {
  const { platform } = createInstantPlatform();
  const dateOf = (at: number) => new Date(records(at)).toISOString();
  const isUnique = body !== cardTopup;
  // A payment or voucher is used once, so an earlier action with the same payment or voucher has
  // failed.
  const rows: object[] = past.map(({ age, amount, status, owner, payment }, at) => ({
    id: `old${at}`,
    ...cardTopup,
    bucket: { id: owner },
    partyAccount: { id: owner === "b1" ? "pa1" : "pa2" },
    amount: { amount, units: "EUR" },
    status: payment === "own" && isUnique ? "failed" : status,
    requestedDate: dateOf(callTime - age),
    ...unique[isUnique || payment !== "own" ? payment : "none"],
  }));
  const own = { id: "t1", ...body, status: fate.status, requestedDate: dateOf(callTime) };
  const server = createFakeServer(({ method, path }) => {
    if (method === "POST") return createFetchError({ code: "ECONNRESET" });
    const now = platform.now();
    const isThere = fate.applied && now >= callTime + fate.delayMs;
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

test("never returns a wrong verdict, whatever the server's clocks show", async () => {
  const verdicts = new Set<string>();
  await fc.assert(
    fc.asyncProperty(scenario, async (given) => {
      const { verdict, resource, isDone, isUnique } = await reconcileLostWrite(given);
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
