import { operations } from "@tmf654/contract";
import { certified, createMock, readProfile } from "@tmf654/mock";
import { describe, expect, test } from "vitest";
import { base, sendTo } from "../support/send.ts";
import { createStoppedMock, money } from "./setup.ts";

describe("Profiles: certified has the operations on the certificate; any other is 405", () => {
  const send = sendTo(createStoppedMock({ profile: "certified" }));
  test.each(Object.values(operations).map(({ id, method, path }) => [id, method, path] as const))(
    "%s",
    async (id, method, path) => {
      const body = method === "POST" || method === "PATCH" ? {} : undefined;
      const reply = await send({ method, path: path.replace("{id}", "ana-main"), body });
      if (certified.operations?.includes(id)) expect(reply.status).not.toBe(405);
      else expect([reply.status, reply.error.code]).toEqual([405, "61"]);
    },
  );
});

describe("Profiles: certified reads what the certificate calls optional", () => {
  const post = (profile: string, path: string, body: object) =>
    sendTo(createStoppedMock({ profile, scenario: "packs" }))({ method: "POST", path, body });
  const adjustment = {
    amount: money(1),
    bucket: { id: "sofia-main" },
    adjustType: "oneTime",
    reason: "Goodwill",
  };
  const topup = {
    amount: money(5),
    product: [{ id: "prod-sofia" }],
    partyAccount: { id: "acc-sofia" },
  };

  test("an adjustment without a usage type takes the usage type of the bucket", async () => {
    const { status, json } = await post("certified", "/adjustBalance", adjustment);
    expect([status, json.status, json.usageType]).toEqual([201, "completed", "monetary"]);
    expect((await post("reference", "/adjustBalance", adjustment)).status).toBe(400);
  });

  test("a top-up of a product credits its main balance", async () => {
    const { status, json } = await post("certified", "/topupBalance", topup);
    expect([status, json.status, json.bucket]).toEqual([201, "completed", { id: "sofia-main" }]);
    expect((await post("reference", "/topupBalance", topup)).status).toBe(400);
  });

  const finds = { name: "finds", missingBucket: "find" };
  test.each([
    [{ name: "refuses" }, 400, undefined],
    [finds, 201, { id: "sofia-main" }],
    [{ ...finds, extends: "certified", missingBucket: "refuse" }, 400, undefined],
    [{ name: "optional", strict: { optional: ["bucket"] } }, 201, undefined],
  ])("a top-up without a bucket under %o is %d", async (profile, expected, bucket) => {
    const mock = createStoppedMock({ profile: readProfile(profile), scenario: "packs" });
    const body = { ...topup, usageType: "monetary" };
    const { status, json } = await sendTo(mock)({ method: "POST", path: "/topupBalance", body });
    expect([status, json.bucket]).toEqual([expected, bucket]);
  });

  test("a transfer finds the buckets of both numbers", async () => {
    const body = {
      amount: money(1),
      usageType: "monetary",
      receiverBucketUsageType: "monetary",
      reason: "gift",
      channel: { id: "app" },
      logicalResource: [{ id: "34600000101" }],
      receiverLogicalResource: { id: "353209100113" },
    };
    const path = "/transferBalance";
    const post = (profile: object) =>
      sendTo(createStoppedMock({ profile: readProfile(profile) }))({ method: "POST", path, body });
    const { status, json } = await post(finds);
    expect([status, json.status]).toEqual([201, "completed"]);
    expect(json).toMatchObject({
      bucket: { id: expect.stringMatching(/^ana-/) },
      receiverBucket: { id: expect.stringMatching(/^liam-/) },
    });
    expect((await post({ name: "refuses" })).status).toBe(400);
  });

  test.each(["amount", "partyAccount"])("a top-up without %s is a 400", async (name) => {
    const body = { ...topup, [name]: undefined };
    const { status, error } = await post("certified", "/topupBalance", body);
    expect([status, error.errors.map(({ path }) => path)]).toEqual([400, [name]]);
  });
});

describe("Profiles: ctk accepts the requests of the official kit", () => {
  const mock = createMock({ profile: "ctk" });
  const send = sendTo(mock);
  const post = (path: string, body: object) => send({ method: "POST", path, body, checked: false });

  test.each(["", " ", ".", "..", "%2e%2E", "a\u0000b", "\ud800"])(
    "POST /bucket with the id %j, which no path can end in, is 400",
    async (id) => {
      const body = { usageType: "monetary", id };
      const reply = await send({ method: "POST", path: "/bucket", body });
      expect([reply.status, reply.error.code]).toEqual([400, "24"]);
      expect(reply.error.errors.map(({ path }) => path)).toEqual(["id"]);
    },
  );

  test.each(["11", "%2e%2e%2e", "a/b?c#d", "0.0.0.1+-account+341286", "+34600000101"])(
    "POST /bucket with the id %j is found under its href",
    async (id) => {
      const body = { usageType: "monetary", id };
      const { json } = await send({ method: "POST", path: "/bucket", body });
      const path = String(json.href).slice(base.length);
      expect((await send({ path })).json.id).toBe(id);
    },
  );

  test("POST /bucket with a usage type alone is 201, and the bucket can be read", async () => {
    const { status, json } = await post("/bucket", { usageType: "monetary" });
    expect(status).toBe(201);
    for (const member of ["confirmationDate", "href", "id", "status", "usageType"]) {
      expect(typeof json[member]).toBe("string");
    }
    expect((await send({ path: `/bucket?id=${json.id}` })).items).toHaveLength(1);
  });

  test.each([
    [{ amount: 5, units: "GB" }, "data"],
    [{ amount: 5, units: "min" }, "voice"],
    [{ amount: 5, units: "cowry" }, undefined],
    [undefined, "other"],
  ])("POST /bucket with the value %j and no usage type opens one of %s", async (...row) => {
    const [remainingValue, expected] = row;
    const { json } = await post("/bucket", { ...(remainingValue && { remainingValue }) });
    expect(json.usageType).toBe(expected);
  });

  test("a top-up of an unknown bucket without usageType and partyAccount creates the bucket", async () => {
    const { status, json } = await post("/topupBalance", {
      amount: money(100),
      bucket: { id: "11" },
    });
    expect([status, json.status, json.bucket]).toEqual([201, "completed", { id: "11" }]);
    expect(json.amount).toEqual(money(100));
    expect((await send({ path: "/bucket/11" })).json.remainingValue).toEqual(money(100));
  });

  test("an adjustment with a single product where the contract has an array", async () => {
    const body = {
      amount: money(10),
      usageType: "monetary",
      bucket: { id: "11" },
      adjustType: "oneTime",
      reason: "r",
      product: { id: "5" },
    };
    const { status, json } = await post("/adjustBalance", body);
    expect([status, json.status, json.product]).toEqual([201, "completed", [{ id: "5" }]]);
  });

  test("a reservation with relatedParty; relatedParty is always an array", async () => {
    const body = { amount: money(5), bucket: { id: "11" }, relatedParty: [{ id: "1" }] };
    const { status, json } = await post("/reserveBalance", body);
    expect([status, json.status, Array.isArray(json.relatedParty)]).toEqual([201, "created", true]);
  });

  test("a missing bucket is found by product, or logical resource and usage type: a credit goes to the main balance", async () => {
    const byNumber = await post("/topupBalance", {
      amount: money(1),
      usageType: "monetary",
      logicalResource: [{ id: "34600000101" }],
    });
    expect(byNumber.json.bucket).toEqual({ id: "ana-main" });
    const debit = await post("/reserveBalance", {
      amount: money(1),
      usageType: "monetary",
      logicalResource: [{ id: "+34 600 000 101" }],
    });
    expect(debit.json.bucket).toEqual({ id: "ana-bonus" });
    const larger = await post("/reserveBalance", {
      amount: money(4.01),
      usageType: "monetary",
      logicalResource: [{ id: "34600000101" }],
    });
    expect(larger.json).toMatchObject({ status: "created", bucket: { id: "ana-main" } });
    const byProduct = await post("/topupBalance", {
      amount: { amount: 1, units: "GB" },
      usageType: "data",
      product: [{ id: "prod-ana" }],
    });
    expect(byProduct.json.bucket).toEqual({ id: "ana-data" });
  });

  test("a bucket that fits the request's units comes first, then an active bucket", async () => {
    mock.seed({
      name: "mixed",
      description: "A line with an expired, an active and a data bucket.",
      subscribers: [
        {
          key: "mix",
          name: "Mix",
          msisdn: "447700900555",
          buckets: [
            { key: "data", usageType: "data", name: "D", amount: 1, units: "GB", ends: "P1D" },
            { key: "old", usageType: "monetary", name: "O", amount: 5, units: "GBP", ends: "-P1D" },
            { key: "new", usageType: "monetary", name: "N", amount: 5, units: "GBP", ends: "P9D" },
          ],
        },
      ],
    });
    const { json } = await post("/reserveBalance", {
      amount: money(1, "GBP"),
      logicalResource: [{ id: "447700900555" }],
    });
    expect([json.status, json.bucket]).toEqual(["created", { id: "mix-new" }]);
  });

  test("a Quantity without units takes the units of the bucket", async () => {
    const { json } = await post("/topupBalance", {
      amount: { amount: 3 },
      bucket: { id: "ana-main" },
    });
    expect([json.status, json.amount]).toEqual(["completed", money(3)]);
  });

  test("every list is 200 and every seeded element has what the kit checks", async () => {
    for (const [path, members] of [
      ["/bucket", ["confirmationDate", "href", "id", "status", "usageType"]],
      ["/topupBalance", ["amount", "href", "id", "status"]],
      ["/adjustBalance", ["amount", "href", "id", "status", "usageType"]],
      ["/reserveBalance", ["amount", "href", "id", "relatedParty", "status"]],
    ] as const) {
      const { status, items } = await send({ path, checked: false });
      expect([status, items.length > 0]).toEqual([200, true]);
      for (const item of items)
        expect(Object.keys(item)).toEqual(expect.arrayContaining([...members]));
    }
  });
});
