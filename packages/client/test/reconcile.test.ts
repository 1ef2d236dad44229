import { describe, expect, test } from "vitest";
import type { Reply } from "./helpers/fake-server.ts";
import { reconcileCases } from "./helpers/reconcile-cases.ts";
import {
  cardTopup,
  listReply,
  ownTopup,
  paymentTopup,
  runLostWrite,
  voucherTopup,
} from "./helpers/unconfirmed-write.ts";

describe("reconcile after a POST of unknown outcome", () => {
  test.each(reconcileCases)("$name", async ({ body, reply, verdict }) => {
    const { server, reconcile } = await runLostWrite(
      () => reply,
      (client) => client.topupBalance.create(body),
    );
    expect(await reconcile({ waitMs: 0 })).toMatchObject({ verdict });
    expect(server.seen.filter(({ method }) => method === "POST")).toHaveLength(1);
  });

  test.each([
    { body: paymentTopup, filter: "paymentMethod.id=pay-7" },
    { body: voucherTopup, filter: "voucher=4711" },
    { body: cardTopup, filter: "bucket.id=b1&partyAccount.id=pa1" },
  ])("filters by the most specific attributes: %#", async ({ body, filter }) => {
    const { server, reconcile } = await runLostWrite(
      () => listReply([]),
      (client) => client.topupBalance.create(body),
    );
    await reconcile({ waitMs: 0 });
    expect(server.seen[1]?.path).toBe(`/topupBalance?${filter}&sort=-requestedDate&limit=200`);
  });

  test("reads the list without a filter when the server rejects the filter", async () => {
    const { server, reconcile } = await runLostWrite(
      (path) => (path.includes("?") ? { status: 400 } : listReply([ownTopup])),
      (client) => client.topupBalance.create(cardTopup),
    );
    expect(await reconcile({ waitMs: 0 })).toMatchObject({ verdict: "applied" });
    expect(server.seen[2]?.path).toBe("/topupBalance");
  });

  test("keeps reading before it returns notApplied", async () => {
    const { server, reconcile } = await runLostWrite(
      (_, count) => listReply(count < 4 ? [] : [ownTopup]),
      (client) => client.topupBalance.create(cardTopup),
    );
    expect(await reconcile()).toMatchObject({ verdict: "applied", resource: { id: "t1" } });
    expect(server.seen).toHaveLength(5);
  });

  test("rejects when the server cannot be read", async () => {
    const { reconcile } = await runLostWrite(
      () => ({ status: 503 }),
      (client) => client.topupBalance.create(cardTopup),
    );
    await expect(reconcile()).rejects.toMatchObject({ name: "ServerError" });
  });
});

describe("reconcile after a PATCH or DELETE of unknown outcome", () => {
  const three = { amount: 3, units: "EUR" };
  const seven = { status: "completed", reason: "r", amount: { amount: 7, units: "EUR" } };

  test.each<{ name: string; patch: object; found: object; verdict: string }>([
    {
      name: "a reservation consumed",
      patch: { status: "completed", reason: "r" },
      found: { status: "completed" },
      verdict: "applied",
    },
    {
      name: "a reservation still open",
      patch: { status: "completed", reason: "r" },
      found: { status: "created" },
      verdict: "notApplied",
    },
    {
      name: "a reservation with status Completed",
      patch: { status: "completed" },
      found: { status: "Completed" },
      verdict: "applied",
    },
    {
      name: "a reservation with status Canceled",
      patch: { status: "cancelled" },
      found: { status: "Canceled" },
      verdict: "applied",
    },
    {
      name: "a reservation with an unknown status",
      patch: { status: "completed" },
      found: { status: "CONSUMED" },
      verdict: "undecided",
    },
    {
      name: "the consumed amount as sent",
      patch: seven,
      found: { status: "completed", amount: seven.amount },
      verdict: "applied",
    },
    {
      name: "another consumed amount",
      patch: seven,
      found: { status: "completed", amount: three },
      verdict: "undecided",
    },
    {
      name: "no consumed amount",
      patch: seven,
      found: { status: "completed" },
      verdict: "undecided",
    },
    {
      name: "a description set",
      patch: { status: "created", description: "d" },
      found: { status: "created", description: "d" },
      verdict: "applied",
    },
    {
      name: "another description",
      patch: { status: "created", description: "d" },
      found: { status: "created", description: "e" },
      verdict: "notApplied",
    },
    {
      name: "a reason that is not returned",
      patch: { status: "created", reason: "r" },
      found: { status: "created" },
      verdict: "undecided",
    },
  ])("$name", async ({ patch, found, verdict }) => {
    const { reconcile } = await runLostWrite(
      () => ({ body: { id: "r1", ...found } }),
      ({ reserveBalance }) => reserveBalance.update("r1", patch as never),
    );
    expect(await reconcile({ waitMs: 0 })).toMatchObject({ verdict });
  });

  test.each<{ name: string; verb: "update" | "delete"; reply: Reply; verdict: string }>([
    {
      name: "as requested",
      verb: "update",
      reply: { body: { id: "t1", status: "cancelled" } },
      verdict: "applied",
    },
    {
      name: "unchanged",
      verb: "update",
      reply: { body: { id: "t1", status: "created" } },
      verdict: "notApplied",
    },
    { name: "gone", verb: "delete", reply: { status: 404 }, verdict: "applied" },
    {
      name: "as requested, in upper case",
      verb: "update",
      reply: { body: { id: "t1", status: "CANCELED" } },
      verdict: "applied",
    },
    {
      name: "present, with status Cancelled",
      verb: "delete",
      reply: { body: { id: "t1", status: "Cancelled" } },
      verdict: "applied",
    },
    {
      name: "present, with an unknown status",
      verb: "delete",
      reply: { body: { id: "t1", status: "terminated" } },
      verdict: "undecided",
    },
    {
      name: "present, with status cancelled",
      verb: "delete",
      reply: { body: { id: "t1", status: "cancelled" } },
      verdict: "applied",
    },
    {
      name: "present and unchanged",
      verb: "delete",
      reply: { body: { id: "t1", status: "created" } },
      verdict: "notApplied",
    },
  ])("$verb: the resource is $name", async ({ verb, reply, verdict }) => {
    const { server, reconcile } = await runLostWrite(
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
