import { createClient, isTmf654Error, type ReconcileOptions } from "@tmf654/client";
import { describe, expect, it } from "vitest";
import { fakeServer, fetchFailed, instantPlatform, type Reply } from "./helpers/fake-server.ts";

const start = "2026-03-01T12:00:00Z";
const at = (second: number) => new Date(Date.parse(start) + second * 1000).toISOString();
const date = { date: new Date(start).toUTCString() };

const card = {
  bucket: { id: "b1" },
  amount: { amount: 5, units: "EUR" },
  partyAccount: { id: "pa1" },
  usageType: "monetary",
} as const;
const paid = { ...card, paymentMethod: { id: "pay-7", "@type": "PaymentTransaction" } };
const voucher = { ...card, voucher: "4711" };
const mine = { id: "t1", status: "completed", requestedDate: at(1), ...card };

const old = { ...mine, requestedDate: at(-60) };

type Body = typeof card | typeof paid | typeof voucher;
type Row = [string, Body, Reply, "applied" | "notApplied" | "undecided"];

const list = (body: unknown[], headers: object = date, status = 200): Reply => ({
  status,
  body,
  headers: { ...headers },
});

const rows: readonly Row[] = [
  ["one such action since", card, list([mine]), "applied"],
  ["one, still open", card, list([{ ...mine, status: "created" }]), "applied"],
  ["none since", card, list([]), "notApplied"],
  ["one of yesterday", card, list([{ ...mine, requestedDate: at(-86_400) }]), "notApplied"],
  ["another amount", card, list([{ ...mine, amount: { amount: 6, units: "EUR" } }]), "notApplied"],
  ["another bucket", card, list([{ ...mine, bucket: { id: "b2" } }]), "notApplied"],
  ["one that failed", card, list([{ ...mine, status: "failed" }]), "notApplied"],
  ["two alike", card, list([mine, { ...mine, id: "t2" }]), "undecided"],
  ["one, no clock to compare with", card, list([mine], {}), "undecided"],
  ["none, no clock to compare with", card, list([], {}), "undecided"],
  ["none, but only a part seen", card, list([], { ...date, "x-total-count": "9" }), "undecided"],
  ["one with no date of its own", card, list([{ ...mine, requestedDate: undefined }]), "undecided"],
  [
    "a server an hour ahead",
    card,
    list([{ ...mine, requestedDate: at(3601) }], {
      date: new Date(Date.parse(start) + 3_600_000).toUTCString(),
    }),
    "applied",
  ],
  ["the payment", paid, list([{ ...mine, ...paid }], {}), "applied"],
  ["another payment", paid, list([{ ...mine, paymentMethod: { id: "pay-8" } }], {}), "notApplied"],
  ["the voucher", voucher, list([{ ...mine, ...voucher }], {}), "applied"],
  ["one of a minute ago, by clocks that may differ", card, list([old]), "undecided"],
  ["the payment, dated by another clock", paid, list([{ ...old, ...paid }]), "applied"],
  [
    "the voucher, refused a minute ago",
    voucher,
    list([{ ...old, ...voucher, status: "failed" }]),
    "undecided",
  ],
  [
    "the voucher, for its own amount",
    voucher,
    list([{ ...mine, ...voucher, amount: { amount: 20, units: "EUR" } }], {}),
    "applied",
  ],
  [
    "the amount in other units",
    card,
    list([{ ...mine, amount: { amount: 500, units: "ct" } }]),
    "undecided",
  ],
  [
    "the voucher, refused",
    voucher,
    list([{ ...mine, ...voucher, status: "failed" }], {}),
    "notApplied",
  ],
];

async function lostCall(
  answer: (path: string, count: number) => Reply,
  call: (client: ReturnType<typeof createClient>) => Promise<unknown>,
) {
  const clock = instantPlatform();
  let reads = 0;
  const server = fakeServer(({ method, path }) => {
    if (method !== "GET") return fetchFailed({ code: "ECONNRESET" });
    reads += 1;
    return answer(path, reads);
  });
  const client = createClient({ ...server.options, platform: clock.platform, retry: false });
  const error = await call(client).catch((thrown) => thrown);
  if (!isTmf654Error(error, "UnknownOutcomeError")) throw error;
  return { server, reconcile: (options?: ReconcileOptions) => error.reconcile(options) };
}

describe("reconcile after a lost POST", () => {
  it.each(rows)("%s", async (_, body, reply, verdict) => {
    const { server, reconcile } = await lostCall(
      () => reply,
      (client) => client.topupBalance.create(body),
    );
    expect(await reconcile({ waitMs: 0 })).toMatchObject({ verdict });
    expect(server.seen.filter(({ method }) => method === "POST")).toHaveLength(1);
  });

  it.each([
    [paid, "paymentMethod.id=pay-7"],
    [voucher, "voucher=4711"],
    [card, "bucket.id=b1&partyAccount.id=pa1"],
  ])("asks by what identifies it best: %#", async (body, filter) => {
    const { server, reconcile } = await lostCall(
      () => list([]),
      (client) => client.topupBalance.create(body),
    );
    await reconcile({ waitMs: 0 });
    expect(server.seen[1]?.path).toBe(`/topupBalance?${filter}&sort=-requestedDate&limit=200`);
  });

  it("reads the plain list where the server knows no such filter", async () => {
    const { server, reconcile } = await lostCall(
      (path) => (path.includes("?") ? { status: 400 } : list([mine])),
      (client) => client.topupBalance.create(card),
    );
    expect(await reconcile({ waitMs: 0 })).toMatchObject({ verdict: "applied" });
    expect(server.seen[2]?.path).toBe("/topupBalance");
  });

  it("keeps looking before it says that nothing happened", async () => {
    const { server, reconcile } = await lostCall(
      (_, count) => list(count < 4 ? [] : [mine]),
      (client) => client.topupBalance.create(card),
    );
    expect(await reconcile()).toMatchObject({ verdict: "applied", resource: { id: "t1" } });
    expect(server.seen).toHaveLength(5);
  });

  it("rejects when the server cannot be read", async () => {
    const { reconcile } = await lostCall(
      () => ({ status: 503 }),
      (client) => client.topupBalance.create(card),
    );
    await expect(reconcile()).rejects.toMatchObject({ name: "ServerError" });
  });
});

describe("reconcile after a lost PATCH or DELETE", () => {
  it.each<[string, object, object, string]>([
    ["a hold consumed", { status: "completed", reason: "r" }, { status: "completed" }, "applied"],
    [
      "a hold still open",
      { status: "completed", reason: "r" },
      { status: "created" },
      "notApplied",
    ],
    [
      "a description set",
      { status: "created", description: "d" },
      { status: "created", description: "d" },
      "applied",
    ],
    [
      "another description",
      { status: "created", description: "d" },
      { status: "created", description: "e" },
      "notApplied",
    ],
    [
      "a reason that is not given back",
      { status: "created", reason: "r" },
      { status: "created" },
      "undecided",
    ],
  ])("%s", async (_, patch, found, verdict) => {
    const { reconcile } = await lostCall(
      () => ({ body: { id: "r1", ...found } }),
      ({ reserveBalance }) => reserveBalance.update("r1", patch as never),
    );
    expect(await reconcile({ waitMs: 0 })).toMatchObject({ verdict });
  });

  it.each<[string, "update" | "delete", Reply, string]>([
    ["as asked for", "update", { body: { id: "t1", status: "cancelled" } }, "applied"],
    ["as before", "update", { body: { id: "t1", status: "created" } }, "notApplied"],
    ["gone", "delete", { status: 404 }, "applied"],
    ["there, but cancelled", "delete", { body: { id: "t1", status: "cancelled" } }, "applied"],
    ["there as before", "delete", { body: { id: "t1", status: "created" } }, "notApplied"],
  ])("the resource is %s after %s: %#", async (_, verb, reply, verdict) => {
    const { server, reconcile } = await lostCall(
      () => reply,
      ({ topupBalance }) =>
        verb === "update"
          ? topupBalance.update("t1", { status: "cancelled" })
          : topupBalance.delete("t1"),
    );
    expect(await reconcile({ waitMs: 0 })).toMatchObject({ verdict });
    expect(server.seen[1]?.path).toBe("/topupBalance/t1");
  });
});
