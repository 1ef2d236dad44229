import type { QueryClient } from "@tanstack/query-core";
import {
  type Bucket,
  type BucketQuery,
  type ClientWithoutHttp,
  createClient,
  type HttpNotEnabled,
  isTmf654Error,
  type ListPage,
  listBucket,
  type ReserveBalance,
  type Result,
  type TopupBalance,
  type TopupBalanceCreate,
  type UnknownOutcomeError,
} from "@tmf654/client";
import type { BalanceEvent } from "@tmf654/client/events";
import { createHttp, type HttpClient } from "@tmf654/client/http";
import { createMutations, createQueries } from "@tmf654/client/tanstack-query";
import { describe, expectTypeOf, test } from "vitest";

const client = createClient({ baseUrl: "https://ocs.example" });

test("the client has `http` only with its option", () => {
  // @ts-expect-error the message names the missing option `http: createHttp`
  expectTypeOf(client.http.GET).toBeFunction();
  expectTypeOf(client.http).toEqualTypeOf<HttpNotEnabled>();
  const { http } = createClient({ baseUrl: "https://ocs.example", http: createHttp });
  expectTypeOf(http).toEqualTypeOf<HttpClient>();
});

describe("queries", () => {
  test("accept the contract's attributes, operators and values", () => {
    client.bucket.list({
      status: "active",
      "remainingValue.amount.gt": 5,
      "product.id": ["1", "2"],
      "confirmationDate.gte": "2026-01-01T00:00:00Z",
      sort: ["-confirmationDate", "+id", "name"],
      limit: 10,
    });
    client.topupBalance.list({ "bucket.id": "b1", "requestedDate.gte": "2026-01-01" });
  });

  test("openapi-typescript#2329: reject a misspelt key, also through `client.http`", () => {
    // @ts-expect-error `limt`
    client.bucket.list({ limt: 5 });
    // @ts-expect-error `Status`
    listBucket(client.connection, { Status: "active" });
    const { http } = createClient({ baseUrl: "https://ocs.example", http: createHttp });
    http.GET("/bucket", { params: { query: { limit: 5 } } });
    // @ts-expect-error `limt`
    http.GET("/bucket", { params: { query: { limt: 5 } } });
  });

  test("reject an unknown attribute, operator, value, sort key or field", () => {
    // @ts-expect-error no such attribute
    client.bucket.list({ "remainingValue.amont.gt": 5 });
    // @ts-expect-error no such operator
    client.bucket.list({ "remainingValue.amount.above": 5 });
    // @ts-expect-error no such status
    client.bucket.list({ status: "alive" });
    // @ts-expect-error must be a number
    client.bucket.list({ "remainingValue.amount.gt": "5" });
    // @ts-expect-error no such sort key
    client.bucket.list({ sort: "-confirmationDat" });
    // @ts-expect-error no such field
    client.bucket.list({ fields: ["id", "remainingVal"] });
    // @ts-expect-error one misspelt paging attribute and a valid one
    client.bucket.list({ limt: 5, offset: 1 });
    // @ts-expect-error an attribute of another resource
    client.bucket.list({ voucher: "4711" });
    expectTypeOf<"voucher">().not.toExtend<keyof BucketQuery>();
  });
});

describe("fields", () => {
  test("narrow the result of a list and of one resource", async () => {
    const page = await client.bucket.list({ fields: ["remainingValue"] });
    expectTypeOf(page.items[0]).toEqualTypeOf<
      Pick<Bucket, "id" | "href" | "remainingValue"> | undefined
    >();
    const one = await client.bucket.retrieve("b1", { fields: ["status"] });
    expectTypeOf(one).toEqualTypeOf<Pick<Bucket, "id" | "href" | "status">>();
    // @ts-expect-error not requested with `fields`
    one.remainingValue;
    const { items } = await listBucket(client.connection, { fields: ["id"] });
    expectTypeOf(items).toEqualTypeOf<readonly Pick<Bucket, "id" | "href">[]>();
  });

  test("return the whole resource when left out", async () => {
    expectTypeOf(await client.bucket.retrieve("b1")).toEqualTypeOf<Bucket>();
    expectTypeOf(await client.bucket.list()).toEqualTypeOf<ListPage<Bucket>>();
    for await (const bucket of client.bucket.list()) expectTypeOf(bucket).toEqualTypeOf<Bucket>();
  });
});

describe("enumerations", () => {
  test("are open in responses", () => {
    const status = {} as NonNullable<Bucket["status"]>;
    // @ts-expect-error only a response has other values
    expectTypeOf<"Inactive">().toExtend<typeof status>();
    if (status === "Inactive") expectTypeOf(status).toExtend<string>();
    if (status === "active") expectTypeOf(status).toExtend<string>();
  });

  test("are open in responses of `client.http` and closed in its requests", async () => {
    const { http } = createClient({ baseUrl: "https://ocs.example", http: createHttp });
    const path = { id: "b1" };
    const one = await http.GET("/bucket/{id}", { params: { path } });
    expectTypeOf<"Inactive">().toExtend<NonNullable<NonNullable<typeof one.data>["status"]>>();
    expectTypeOf(one.data?.remainingValue?.amount).toEqualTypeOf<number | undefined>();
    const many = await http.GET("/topupBalance");
    const [first] = many.data ?? [];
    expectTypeOf<"Done">().toExtend<NonNullable<NonNullable<typeof first>["status"]>>();
    // @ts-expect-error no such path
    http.GET("/buckets");
    // @ts-expect-error no such status
    http.PATCH("/topupBalance/{id}", { params: { path }, body: { status: "done" } });
  });

  test("are closed in requests", () => {
    const body = {
      bucket: { id: "b" },
      amount: { amount: 1, units: "EUR" },
      partyAccount: { id: "p" },
    };
    client.topupBalance.create({ ...body, usageType: "data" });
    // @ts-expect-error no such usage type
    client.topupBalance.create({ ...body, usageType: "Data" });
    // @ts-expect-error usageType is required
    client.topupBalance.create(body);
    // @ts-expect-error no such status
    client.topupBalance.update("t", { status: "done" });
  });
});

describe("results", () => {
  test("are values or errors through `safe`, with fields narrowed too", async () => {
    const done = await client.safe.topupBalance.retrieve("t1");
    expectTypeOf(done).toEqualTypeOf<Result<TopupBalance>>();
    if (done.ok) expectTypeOf(done.data).toEqualTypeOf<TopupBalance>();
    else expectTypeOf(done.error.code).toEqualTypeOf<string | undefined>();
    const narrow = await client.safe.bucket.retrieve("b1", { fields: ["status"] });
    if (narrow.ok)
      expectTypeOf(narrow.data).toEqualTypeOf<Pick<Bucket, "id" | "href" | "status">>();
  });

  test("an error is narrowed by its name", () => {
    const error: unknown = undefined;
    if (isTmf654Error(error, "UnknownOutcomeError")) {
      expectTypeOf(error).toEqualTypeOf<UnknownOutcomeError>();
    }
    // @ts-expect-error no such error
    isTmf654Error(error, "NotFound");
  });

  test("a bucket has no writes", () => {
    // @ts-expect-error the contract has no such operation
    client.bucket.create;
    // @ts-expect-error a transfer is cancelled by DELETE: it has no status to update
    client.transferBalance.update("t", { status: "cancelled" });
  });
});

test("eventType narrows an event", () => {
  const event = {} as BalanceEvent;
  if (event.eventType === "ReserveBalanceCancelEvent") {
    expectTypeOf(event.event.reserveBalance).toEqualTypeOf<ReserveBalance>();
    expectTypeOf(event.event.reserveBalance.id).toEqualTypeOf<string>();
    if (event.event.reserveBalance.status === "Completed") return;
    // @ts-expect-error another event's payload
    event.event.topupBalance;
  }
});

test("mutations take the variables and options of their writes", () => {
  const { reserveBalance } = createMutations(client, {} as QueryClient);
  const update = reserveBalance.update({ idempotencyKey: "order-1" });
  expectTypeOf(update.mutationFn).returns.resolves.toEqualTypeOf<ReserveBalance>();
  // @ts-expect-error a DELETE carries no key
  reserveBalance.delete({ idempotencyKey: "order-1" });
  // @ts-expect-error no such status
  update.mutationFn({ id: "r1", body: { reason: "x", status: "done" } });
});

test("the client and its read methods have types with names and comments for an editor", () => {
  expectTypeOf(client).toEqualTypeOf<ClientWithoutHttp>();
  expectTypeOf(client.topupBalance.create).parameter(0).toEqualTypeOf<TopupBalanceCreate>();
});

test("query options carry the type of their data", () => {
  const { queryFn } = createQueries(client).bucket.retrieve("b1", { fields: ["status"] });
  expectTypeOf(queryFn).returns.resolves.toEqualTypeOf<Pick<Bucket, "id" | "href" | "status">>();
});
