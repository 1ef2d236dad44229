import { describe, expect, it } from "vitest";
import type { Reply } from "./helpers/fake-server.ts";
import {
  another,
  at,
  card,
  date,
  list,
  lostCall,
  mine,
  old,
  paid,
  start,
  stranger,
  voucher,
} from "./helpers/lost-write.ts";

type Body = typeof card | typeof paid | typeof voucher;
type Row = [string, Body, Reply, "applied" | "notApplied" | "undecided"];

const rows: readonly Row[] = [
  ["one such action since", card, list([mine]), "applied"],
  ["one, still open", card, list([{ ...mine, status: "created" }]), "applied"],
  ["none since", card, list([]), "notApplied"],
  ["one of yesterday", card, list([{ ...mine, requestedDate: at(-86_400) }]), "notApplied"],
  ["another bucket", card, list([{ ...mine, bucket: { id: "b2" } }]), "undecided"],
  ["another's", card, list([{ ...mine, ...another }]), "notApplied"],
  ["another's, cut to a part", card, list([{ ...mine, ...another }], date, 206), "undecided"],
  [
    "another's, of more than are shown",
    card,
    list([{ ...mine, ...another }], { ...date, "x-total-count": "2" }),
    "undecided",
  ],
  ["one of an unknown status", card, list([{ ...mine, status: "rejected" }]), "undecided"],
  ["one that Failed", card, list([{ ...mine, status: "Failed" }]), "notApplied"],
  ["one that says next to nothing", card, list([{ id: "t1", requestedDate: at(1) }]), "undecided"],
  [
    "one that failed, and one written differently",
    card,
    list([
      { ...mine, status: "failed" },
      { ...mine, id: "t2", usageType: "Monetary" },
    ]),
    "undecided",
  ],
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
  ["another payment", paid, list([{ ...mine, paymentMethod: { id: "pay-8" } }], {}), "undecided"],
  [
    "another payment, of yesterday",
    paid,
    list([{ ...mine, requestedDate: at(-86_400), paymentMethod: { id: "pay-8" } }]),
    "notApplied",
  ],
  [
    "an empty voucher is none",
    { ...card, voucher: "" },
    list([{ ...old, voucher: "" }]),
    "undecided",
  ],
  ["no payment at all", paid, list([mine]), "undecided"],
  ["the payment, for who knows whom", paid, list([{ ...mine, ...paid, ...another }]), "applied"],
  ["the payment, Failed", paid, list([{ ...mine, ...paid, status: "Failed" }]), "notApplied"],
  ["somebody's old one, no voucher given back", voucher, list([stranger]), "notApplied"],
  ["somebody's old one, no payment given back", paid, list([stranger]), "notApplied"],
  [
    "somebody's old one with the voucher",
    voucher,
    list([{ ...stranger, voucher: "4711" }]),
    "undecided",
  ],
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
    list([{ ...mine, ...voucher, status: "failed" }]),
    "notApplied",
  ],
];

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
  const three = { amount: 3, units: "EUR" };
  const seven = { status: "completed", reason: "r", amount: { amount: 7, units: "EUR" } };

  it.each<[string, object, object, string]>([
    ["a hold consumed", { status: "completed", reason: "r" }, { status: "completed" }, "applied"],
    [
      "a hold still open",
      { status: "completed", reason: "r" },
      { status: "created" },
      "notApplied",
    ],
    ["a hold Completed", { status: "completed" }, { status: "Completed" }, "applied"],
    ["a hold Canceled", { status: "cancelled" }, { status: "Canceled" }, "applied"],
    ["a hold done, in other words", { status: "completed" }, { status: "CONSUMED" }, "undecided"],
    ["seven of a hold", seven, { status: "completed", amount: seven.amount }, "applied"],
    ["three of a hold", seven, { status: "completed", amount: three }, "undecided"],
    ["a hold, who knows how much of it", seven, { status: "completed" }, "undecided"],
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
    ["as asked for, in other letters", "update", { body: { status: "CANCELED" } }, "applied"],
    ["there, but Cancelled", "delete", { body: { status: "Cancelled" } }, "applied"],
    ["there, and who knows", "delete", { body: { status: "terminated" } }, "undecided"],
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
