import { createClient, isTmf654Error } from "@tmf654/client";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  createFakeServer,
  createFetchError,
  createInstantPlatform,
} from "./helpers/fake-server.ts";
import { rewrittenCodes } from "./helpers/rewritten-codes.ts";
import { cardTopup } from "./helpers/unconfirmed-write.ts";

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
  code: fc.constantFrom("none", "other", "own"),
});

const outcome = fc.record({
  applied: fc.boolean(),
  delayMs: fc.constantFrom(0, 0, 800, 3000),
  status: fc.constantFrom("completed", "created", "failed"),
  hasOtherAmount: fc.boolean(),
});

/** The codes that a server stores: of the write, and of other actions. */
const codes = { own: "4110 2468 ab57", other: "9182 7364 cd46" };

/** The writes, and the attributes that hold the code of a top-up. */
const writes = [
  ...(["topupBalance", "adjustBalance", "reserveBalance", "transferBalance"] as const).map(
    (resource) => ({ resource, isVoucher: false, codeOf: undefined }),
  ),
  {
    resource: "topupBalance",
    isVoucher: false,
    codeOf: (code: unknown) => ({ paymentMethod: { id: code, "@type": "PaymentTransaction" } }),
  },
  {
    resource: "topupBalance",
    isVoucher: true,
    codeOf: (code: unknown) => ({ paymentMethod: { id: code, "@referredType": "Voucher" } }),
  },
  { resource: "topupBalance", isVoucher: true, codeOf: (code: unknown) => ({ voucher: code }) },
] as const;

const scenario = fc.record({
  write: fc.constantFrom(...writes),
  rewrite: fc.constantFrom(...rewrittenCodes.map(({ rewrite }) => rewrite)),
  filtersCodes: fc.boolean(),
  echoesFailed: fc.boolean(),
  records: clock,
  header: fc.option(clock, { nil: undefined }),
  past: fc.array(earlier, { maxLength: 4 }),
  fate: outcome,
});

interface StoredAction {
  readonly bucket: { readonly id: string };
  readonly voucher?: unknown;
  readonly paymentMethod?: { readonly id?: unknown };
}

type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never;

/** Reconciles a lost write. Returns the verdict and the true outcome. */
async function reconcileLostWrite(given: Scenario) {
  const { write, rewrite, filtersCodes, echoesFailed, records, header, past, fate } = given;
  const { resource: name, codeOf } = write;
  const { platform } = createInstantPlatform();
  const dateOf = (at: number) => new Date(records(at)).toISOString();
  const body = { ...cardTopup, ...codeOf?.(codes.own) };
  /** The stored form of a code. Servers may return the code of a failed action as it was sent. */
  const showCode = (code: string, status: string) => {
    const shown = echoesFailed && status === "failed" ? code : rewrite(code);
    return shown === undefined ? { voucher: undefined, paymentMethod: undefined } : codeOf?.(shown);
  };
  // A payment or voucher is used once, so an earlier action with the same payment or voucher has
  // failed.
  const rows: object[] = past.map(({ age, amount, status, owner, code: used }, at) => {
    const ownStatus = used === "own" && codeOf ? "failed" : status;
    return {
      id: `old${at}`,
      ...cardTopup,
      bucket: { id: owner },
      partyAccount: { id: owner === "b1" ? "pa1" : "pa2" },
      amount: { amount, units: "EUR" },
      status: ownStatus,
      requestedDate: dateOf(callTime - age),
      ...(used !== "none" && showCode(codes[used], ownStatus)),
    };
  });
  const own = {
    id: "t1",
    ...body,
    // The amount of a voucher replaces the requested amount.
    amount: { amount: write.isVoucher && fate.hasOtherAmount ? 20 : 5, units: "EUR" },
    status: fate.status,
    requestedDate: dateOf(callTime),
    ...showCode(codes.own, fate.status),
  };
  const server = createFakeServer(({ method, path }) => {
    if (method === "POST") return createFetchError({ code: "ECONNRESET" });
    const now = platform.now();
    const isThere = fate.applied && now >= callTime + fate.delayMs;
    const all = [...rows, ...(isThere ? [own] : [])] as StoredAction[];
    const query = new URL(path, "http://x").searchParams;
    const has = (name: string, value: unknown) =>
      !query.has(name) || query.get(name) === String(value);
    const found = all
      .filter(
        (row) =>
          has("bucket.id", row.bucket.id) &&
          (!filtersCodes ||
            (has("voucher", row.voucher) && has("paymentMethod.id", row.paymentMethod?.id))),
      )
      .slice(Number(query.get("offset") ?? 0));
    const date = header ? { date: new Date(header(now)).toUTCString() } : undefined;
    return { body: found, headers: { ...date } as HeadersInit };
  });
  const client = createClient({ ...server.options, platform, retry: false });
  const create = client[name].create as (sent: object) => Promise<unknown>;
  const error = await create(body).catch((thrown) => thrown);
  if (!isTmf654Error(error, "UnknownOutcomeError")) throw error;
  const { verdict, resource } = await error.reconcile({ pollMs: 1000 });
  const isDone = fate.applied && fate.status !== "failed";
  return { verdict, resource, isUnique: codeOf !== undefined, isDone };
}

test("never returns a wrong verdict, whatever the server's clocks and codes show", {
  timeout: runs * 120,
}, async () => {
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
