import { describe, expect, test } from "vitest";
import type { Reply } from "./helpers/fake-server.ts";
import { rewrittenCodes } from "./helpers/rewritten-codes.ts";
import {
  cardTopup,
  dateHeader,
  listReply,
  otherOwners,
  ownTopup,
  runLostWrite,
  timeAt,
} from "./helpers/unconfirmed-write.ts";

const full = {
  ...cardTopup,
  bucket: { id: "+34600000001" },
  partyAccount: { id: "acc,1" },
  product: [{ id: "p1" }],
  channel: { id: "app" },
  reason: "r",
  description: "for Ana",
};

/** Our own top-up, as servers rewrite it. */
const rewritten: readonly { name: string; change: object }[] = [
  { name: "usageType", change: { usageType: "Monetary" } },
  { name: "product", change: { product: { id: "p1" } } },
  { name: "bucket id", change: { bucket: { id: "34600000001" } } },
  { name: "bucket id, with a prefix", change: { bucket: { id: "tel:+34 600 000 001" } } },
  { name: "bucket id, completely", change: { bucket: { id: "b77" } } },
  { name: "channel", change: { channel: { id: "API" } } },
  { name: "reason", change: { reason: "TOPUP" } },
  { name: "description", change: { description: "FOR ANA" } },
  { name: "amount, less a fee", change: { amount: { amount: 4.8, units: "EUR" } } },
  { name: "amount, as text", change: { amount: { amount: "5.00", units: "EUR" } } },
  {
    name: "requestedDate, without a zone",
    change: { requestedDate: timeAt(1 - 5 * 3600).slice(0, 19) },
  },
  { name: "requestedDate, in another format", change: { requestedDate: "01/03/2026 07:00" } },
  { name: "both ids, by omitting them", change: { bucket: undefined, partyAccount: undefined } },
  { name: "status", change: { status: "EXECUTED" } },
];

describe("reconcile with servers that deviate", () => {
  test.each(rewritten)(
    "never returns notApplied when a server rewrites $name",
    async ({ change }) => {
      const found = { ...ownTopup, ...full, ...change };
      for (const filters of ["exactly", "not", "refused"]) {
        const { reconcile } = await runLostWrite(
          (path) => {
            const asked = path.includes("bucket.id");
            if (asked && filters === "refused") return { status: 400 };
            const isFound =
              found.bucket?.id === full.bucket.id && path.includes(encodeURIComponent("acc\\,1"));
            return listReply(!asked || filters === "not" || isFound ? [found] : []);
          },
          (client) => client.topupBalance.create(full),
        );
        expect(await reconcile({ waitMs: 0 }), filters).toMatchObject({ verdict: "undecided" });
      }
    },
  );

  const code = "4110 2468 ab57";
  /** Top-ups with a code, and the code's form in a record. */
  const coded = [
    { name: "voucher", codeOf: (voucher: unknown) => ({ voucher }) },
    ...[
      { "@type": "Voucher" },
      { "@referredType": "Voucher" },
      { "@type": "PaymentTransaction" },
    ].map((type) => ({
      name: JSON.stringify(type),
      codeOf: (id: unknown) => ({ paymentMethod: { id, ...type } }),
    })),
  ];
  const rows = coded.flatMap((row) => rewrittenCodes.map((form) => ({ ...row, form })));

  test.each(rows)("only the own code proves a top-up: $name, $form.name", async (row) => {
    const shown = row.form.rewrite(code);
    for (const skewSeconds of [1, -86_400, 86_400]) {
      const found = {
        ...ownTopup,
        requestedDate: timeAt(skewSeconds),
        ...(shown !== undefined && row.codeOf(shown)),
      };
      const { reconcile } = await runLostWrite(
        () => listReply([found]),
        ({ topupBalance }) => topupBalance.create({ ...cardTopup, ...row.codeOf(code) } as never),
      );
      const verdict = shown === code ? "applied" : "undecided";
      expect(await reconcile({ waitMs: 0 }), `${skewSeconds}`).toMatchObject({ verdict });
    }
  });

  test.each(coded)("an older top-up with another code is excluded: $name", async ({ codeOf }) => {
    const other = { ...ownTopup, requestedDate: timeAt(-86_400), ...codeOf("9182-7364-cd46") };
    const { reconcile } = await runLostWrite(
      () => listReply([other]),
      ({ topupBalance }) => topupBalance.create({ ...cardTopup, ...codeOf(code) } as never),
    );
    expect(await reconcile({ waitMs: 0 })).toMatchObject({ verdict: "notApplied" });
  });

  test("a filter by a code proves no absence", async () => {
    const failed = { ...ownTopup, id: "t0", status: "failed", voucher: code };
    const own = { ...ownTopup, voucher: "****ab57" };
    const { reconcile } = await runLostWrite(
      (path) => listReply(path.includes("voucher") ? [failed] : [failed, own]),
      ({ topupBalance }) => topupBalance.create({ ...cardTopup, voucher: code }),
    );
    expect(await reconcile({ waitMs: 0 })).toMatchObject({ verdict: "undecided" });
  });

  /** Creates a server with the records `all`, newest last, and the given filters and paging. */
  const createList =
    (all: readonly object[], { cap = 100, counts = false, filters = true } = {}) =>
    (path: string): Reply => {
      const query = new URL(path, "http://x").searchParams;
      if (!filters && query.has("bucket.id")) return { status: 400 };
      const offset = Number(query.get("offset") ?? 0);
      const limit = Math.min(Number(query.get("limit") ?? cap), cap);
      const body = all.slice(offset, offset + limit);
      return listReply(
        body,
        counts ? { ...dateHeader, "x-total-count": String(all.length) } : dateHeader,
      );
    };
  const others = Array.from({ length: 250 }, (_, n) => ({
    ...ownTopup,
    ...otherOwners,
    id: `o${n}`,
  }));

  test.each<{ name: string; server: Parameters<typeof createList>; verdict: string }>([
    { name: "pages cut at 100, no counts", server: [[...others, ownTopup]], verdict: "applied" },
    {
      name: "pages cut at 100, no counts, action absent",
      server: [others],
      verdict: "notApplied",
    },
    {
      name: "pages of 20, and no filters",
      server: [[...others, ownTopup], { cap: 20, filters: false }],
      verdict: "applied",
    },
    { name: "counts", server: [[...others, ownTopup], { counts: true }], verdict: "applied" },
    {
      name: "more pages than it reads",
      server: [[...others, ...others, ownTopup], { cap: 10 }],
      verdict: "undecided",
    },
  ])("reads the list to its end: $name", async ({ server, verdict }) => {
    const { reconcile } = await runLostWrite(createList(...server), ({ topupBalance }) =>
      topupBalance.create(cardTopup),
    );
    expect(await reconcile({ waitMs: 0 })).toMatchObject({ verdict });
  });

  test("does not treat a repeated page as the end", async () => {
    const { reconcile } = await runLostWrite(
      (path) => (path.includes("bucket") ? { status: 400 } : listReply(others.slice(0, 20))),
      (client) => client.topupBalance.create(cardTopup),
    );
    expect(await reconcile({ waitMs: 0 })).toMatchObject({ verdict: "undecided" });
  });

  test("trusts a filter that finds other actions of the bucket", async () => {
    const { server, reconcile } = await runLostWrite(
      () =>
        listReply([
          { ...ownTopup, requestedDate: timeAt(-86_400), amount: { amount: 6, units: "EUR" } },
        ]),
      (client) => client.topupBalance.create(cardTopup),
    );
    expect(await reconcile({ waitMs: 0 })).toMatchObject({ verdict: "notApplied" });
    expect(server.seen).toHaveLength(2);
  });

  test("normalizes the responses that it reads, and does not validate them", async () => {
    const infos: unknown[] = [];
    const { reconcile } = await runLostWrite(
      () => ({ body: { data: [ownTopup] }, headers: dateHeader }),
      (client) => client.topupBalance.create(cardTopup),
      {
        normalize: (value, info) => {
          infos.push(info);
          return (value as { data: unknown }).data;
        },
        validation: {
          response: () => {
            throw new Error("breaks its schema");
          },
        },
      },
    );
    expect(await reconcile()).toMatchObject({ verdict: "applied" });
    expect(infos).toEqual([
      { operation: "reconcile createTopupBalance", schema: "TopupBalance", isList: true },
    ]);
  });
});
