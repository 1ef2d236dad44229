import { describe, expect, it } from "vitest";
import type { Reply } from "./helpers/fake-server.ts";
import { another, at, card, date, list, lostCall, mine } from "./helpers/lost-write.ts";

const full = {
  ...card,
  bucket: { id: "+34600000001" },
  partyAccount: { id: "acc,1" },
  product: [{ id: "p1" }],
  channel: { id: "app" },
  reason: "r",
  description: "for Ana",
};

/** Our own top-up, as servers write it back. */
const rewritten: readonly [string, object][] = [
  ["usageType", { usageType: "Monetary" }],
  ["product", { product: { id: "p1" } }],
  ["the bucket's id", { bucket: { id: "34600000001" } }],
  ["the bucket's id, with a prefix", { bucket: { id: "tel:+34 600 000 001" } }],
  ["the bucket's id, beyond recognition", { bucket: { id: "b77" } }],
  ["channel", { channel: { id: "API" } }],
  ["reason", { reason: "TOPUP" }],
  ["description", { description: "FOR ANA" }],
  ["amount, less a fee", { amount: { amount: 4.8, units: "EUR" } }],
  ["amount, as a text", { amount: { amount: "5.00", units: "EUR" } }],
  ["requestedDate, without a zone", { requestedDate: at(1 - 5 * 3600).slice(0, 19) }],
  ["requestedDate, in another form", { requestedDate: "01/03/2026 07:00" }],
  ["both ids, not given back", { bucket: undefined, partyAccount: undefined }],
  ["status", { status: "EXECUTED" }],
];

describe("reconcile where servers differ", () => {
  it.each(rewritten)("is never sure of nothing where a server rewrites %s", async (_, change) => {
    const found = { ...mine, ...full, ...change };
    for (const filters of ["exactly", "not", "refused"]) {
      const { reconcile } = await lostCall(
        (path) => {
          const asked = path.includes("bucket.id");
          if (asked && filters === "refused") return { status: 400 };
          const isFound =
            found.bucket?.id === full.bucket.id && path.includes(encodeURIComponent("acc\\,1"));
          return list(!asked || filters === "not" || isFound ? [found] : []);
        },
        (client) => client.topupBalance.create(full),
      );
      expect(await reconcile({ waitMs: 0 }), filters).toMatchObject({ verdict: "undecided" });
    }
  });

  /** A server with `all`, newest last, that filters and pages as told. */
  const serving =
    (all: readonly object[], { cap = 100, counts = false, filters = true } = {}) =>
    (path: string): Reply => {
      const query = new URL(path, "http://x").searchParams;
      if (!filters && query.has("bucket.id")) return { status: 400 };
      const offset = Number(query.get("offset") ?? 0);
      const limit = Math.min(Number(query.get("limit") ?? cap), cap);
      const body = all.slice(offset, offset + limit);
      return list(body, counts ? { ...date, "x-total-count": String(all.length) } : date);
    };
  const others = Array.from({ length: 250 }, (_, n) => ({ ...mine, ...another, id: `o${n}` }));

  it.each<[string, Parameters<typeof serving>, string]>([
    ["pages cut at 100, no counts", [[...others, mine]], "applied"],
    ["pages cut at 100, no counts, and nothing of ours", [others], "notApplied"],
    ["pages of 20, and no filters", [[...others, mine], { cap: 20, filters: false }], "applied"],
    ["counts", [[...others, mine], { counts: true }], "applied"],
    ["more than it cares to read", [[...others, ...others, mine], { cap: 10 }], "undecided"],
  ])("reads to the end: %s", async (_, server, verdict) => {
    const { reconcile } = await lostCall(serving(...server), ({ topupBalance }) =>
      topupBalance.create(card),
    );
    expect(await reconcile({ waitMs: 0 })).toMatchObject({ verdict });
  });

  it("does not take the same page again for the end", async () => {
    const { reconcile } = await lostCall(
      (path) => (path.includes("bucket") ? { status: 400 } : list(others.slice(0, 20))),
      (client) => client.topupBalance.create(card),
    );
    expect(await reconcile({ waitMs: 0 })).toMatchObject({ verdict: "undecided" });
  });

  it("believes a filter that finds nothing of ours when it finds others of the bucket", async () => {
    const { server, reconcile } = await lostCall(
      () => list([{ ...mine, requestedDate: at(-86_400) }]),
      (client) => client.topupBalance.create(card),
    );
    expect(await reconcile({ waitMs: 0 })).toMatchObject({ verdict: "notApplied" });
    expect(server.seen).toHaveLength(2);
  });

  it("mends what it reads, and does not check it", async () => {
    const infos: unknown[] = [];
    const { reconcile } = await lostCall(
      () => ({ body: { data: [mine] }, headers: date }),
      (client) => client.topupBalance.create(card),
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
